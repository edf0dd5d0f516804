import { basename } from 'node:path';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { writeAtomically } from '@layerkit/temporary-files';
import { type ByteSink, openSink } from '@layerkit/zip/files';
import { fitsZip, openZipWriter } from '@layerkit/zip/writing';
import { openArchives, type OpenedArchives } from './opened-archives.ts';
import { pathInZip } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';

/**
 * Writes the planned zip: copies each entry's compressed bytes under new headers. Equal plans give equal bytes.
 * Memory use does not depend on the layer's size. Creates the zip atomically in an existing folder.
 * @throws LayerkitError layer/empty, layer/too-large (for a zip without zip64 extensions), archive/invalid if an
 *   input changed after the plan was made.
 */
export const spliceLayer = async (plan: LayerPlan, outputPath: string): Promise<ZipFacts> => {
  refuseUnwritable(plan);
  const archives = openArchives(plan.inputs);
  try {
    const written = await writeAtomically(outputPath, (fd) => writeZip(plan, archives, openSink(fd)));
    return {
      file: basename(outputPath),
      ...written,
      unpackedBytes: plan.size.unpackedBytes,
      entries: plan.entries.length,
    };
  } finally {
    archives.close();
  }
};

const writeZip = (plan: LayerPlan, archives: OpenedArchives, sink: ByteSink): ReturnType<ByteSink['end']> => {
  const zip = openZipWriter(sink);
  for (const file of plan.entries) {
    const { entry, origin } = file;
    zip.begin({ name: pathInZip(file), entry });
    sink.copy(archives.open(origin.input), entry.dataOffset, entry.compressedBytes);
  }
  return zip.end();
};

const refuseUnwritable = ({ size, entries }: LayerPlan): void => {
  if (entries.length === 0)
    throw new LayerkitError({
      code: 'layer/empty',
      message: 'the layer has no files',
      hint: 'Add a package to the requirements, or add your own code with "sources" in layer.json.',
    });
  if (fitsZip({ entries: entries.length, bytes: size.bytes })) return;
  throw new LayerkitError({
    code: 'layer/too-large',
    message: `the layer has ${String(entries.length)} files and ${String(size.bytes)} bytes zipped; layerkit writes at most 65,534 files and 4 GiB`,
    hint: 'Remove packages. Lambda accepts at most 262,144,000 bytes unpacked.',
  });
};
