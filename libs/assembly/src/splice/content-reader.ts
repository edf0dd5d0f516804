import { cutIntoBatches, inflateBatch, type InflatedBatch } from '@layerkit/zip';
import type { InputReader } from './input-reader.ts';
import type { LayerFile } from './layer-file.ts';

/** A file’s unpacked content; undefined where the file is damaged. */
export interface FileContent {
  readonly file: LayerFile;
  readonly content: Buffer | undefined;
}

/**
 * Unpacks files of the layer, in batches of about half a megabyte: while one is looked at, the next ones are being
 * unpacked on other threads. Contents are valid until the next batch is asked for. Files of one input should
 * stand together.
 */
export const readContents = async function* (
  files: readonly LayerFile[],
  inputs: InputReader,
): AsyncGenerator<readonly FileContent[]> {
  const batches = cutIntoBatches(files, ({ entry }) => entry.unpackedBytes, batchBytes);
  const start = (batch: readonly LayerFile[] = []): Promise<InflatedBatch> => {
    const inflated = inflateBatch(
      batch.map(({ origin, entry }) => ({ open: () => inputs.open(origin.input), packed: entry })),
    );
    // It is awaited later, or never where nobody asks on.
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
