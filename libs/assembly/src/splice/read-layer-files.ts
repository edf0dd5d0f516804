import { cutIntoBatches, inflateBatch, type InflatedBatch } from '@layerkit/zip/unpacking';
import type { OpenedArchives } from './opened-archives.ts';
import type { LayerFile } from './layer-file.ts';

/** A file with its unpacked content, which is undefined if the file is damaged. */
export interface FileContent {
  readonly file: LayerFile;
  readonly content: Buffer | undefined;
}

/**
 * Unpacks files of the layer in batches of about half a megabyte. Unpacks the next batches on other threads in the
 * meantime. A batch is valid until the next one is requested. Pass the files of one input in sequence.
 */
export const readLayerFiles = async function* (
  files: readonly LayerFile[],
  archives: OpenedArchives,
): AsyncGenerator<readonly FileContent[]> {
  const batches = cutIntoBatches(files, ({ entry }) => entry.unpackedBytes, batchBytes);
  const start = (batch: readonly LayerFile[] = []): Promise<InflatedBatch> => {
    const inflated = inflateBatch(
      batch.map(({ origin, entry }) => ({ open: () => archives.open(origin.input), packed: entry })),
    );
    // it is awaited later, or never if the caller stops early
    inflated.catch(() => undefined);
    return inflated;
  };
  const running = Array.from({ length: batchesAhead }, (_, index) => start(batches[index]));
  for (const [index, batch] of batches.entries()) {
    const inflated = await running.shift();
    running.push(start(batches[index + batchesAhead]));
    yield batch.map((file, at) => ({ file, content: inflated?.contents[at] }));
    inflated?.release();
  }
};

const batchBytes = 1 << 19;
const batchesAhead = 4;
