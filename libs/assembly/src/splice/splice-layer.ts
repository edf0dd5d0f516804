import { basename } from 'node:path';
import type { ZipFacts } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { type ByteSink, fitsZip, openSink, openZipWriter, writeAtomically } from '@layerkit/zip';
import { openInputs, type InputReader } from './input-reader.ts';
import { layerName } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';

/**
 * Writes the planned zip: each entry's compressed bytes as they are, under new headers. Equal plans give equal
 * bytes. Memory does not grow with the layer. The zip appears under its name only when it is complete; the
 * folder must exist.
 * @throws LayerkitError layer/empty, layer/too-large (for a zip without zip64 extensions), archive/invalid when
 *   an input changed after it was planned.
 */
export const spliceLayer = async (plan: LayerPlan, outputPath: string): Promise<ZipFacts> => {
  refuseUnwritable(plan);
  const inputs = openInputs(plan.inputs);
  try {
    const written = await writeAtomically(outputPath, (fd) => writeZip(plan, inputs, openSink(fd)));
    return {
      file: basename(outputPath),
      ...written,
      unpackedBytes: plan.size.unpackedBytes,
      entries: plan.entries.length,
    };
  } finally {
    inputs.close();
  }
};

const writeZip = (plan: LayerPlan, inputs: InputReader, sink: ByteSink): ReturnType<ByteSink['end']> => {
  const zip = openZipWriter(sink);
  for (const file of plan.entries) {
    const { entry, origin } = file;
    zip.begin({ name: layerName(file), entry });
    sink.copy(inputs.open(origin.input), entry.dataOffset, entry.compressedBytes);
  }
  return zip.end();
};

const refuseUnwritable = ({ size, entries }: LayerPlan): void => {
  if (entries.length === 0)
    throw new LayerkitError({
      code: 'layer/empty',
      message: 'the layer would have no files',
      hint: 'Name a package in its requirements, or a folder of own sources that is not empty.',
    });
  if (fitsZip({ entries: entries.length, bytes: size.bytes })) return;
  throw new LayerkitError({
    code: 'layer/too-large',
    message: `the layer would have ${String(entries.length)} files and ${String(size.bytes)} bytes zipped: more than 65,534 files or 4 GiB can’t be written`,
    hint: 'AWS Lambda takes 262,144,000 bytes unpacked: leave packages out.',
  });
};
