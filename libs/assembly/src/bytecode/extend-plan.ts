import type { FilesSize, PackageFacts } from '@layerkit/artifact/manifest';
import { sortByName } from '@layerkit/zip/writing';
import { zippedBytes, type LayerFile } from '../splice/layer-file.ts';
import type { LayerPlan } from '../splice/layer-plan.ts';
import type { CompiledFile, CompiledFiles } from './compile-files.ts';

export interface ExtendedPlan {
  readonly plan: LayerPlan;
  /** The size of the added modules. */
  readonly size: FilesSize;
}

/** Adds compiled modules to the plan. Each belongs to the package of its source. */
export const extendPlan = (plan: LayerPlan, { file, compiled }: CompiledFiles): ExtendedPlan => {
  const input = plan.inputs.length;
  const added = compiled.map((one) => ({ ...one, file: layerFile(one, input) }));
  const size = sizeOf(added.map((one) => one.file));
  return {
    plan: {
      ...plan,
      inputs: [...plan.inputs, file],
      entries: sortByName([...plan.entries, ...added.map((one) => one.file)], ({ path }) => path),
      size: {
        bytes: plan.size.bytes + size.zippedBytes,
        unpackedBytes: plan.size.unpackedBytes + size.unpackedBytes,
        entries: plan.size.entries + size.files,
      },
      // the wheels are the first inputs, in the order of the packages
      packages: plan.packages.map((facts, wheel) =>
        withBytecode(
          facts,
          added.filter(({ source }) => source.origin.input === wheel).map((one) => one.file),
        ),
      ),
    },
    size,
  };
};

const layerFile = ({ source, entry }: CompiledFile, input: number): LayerFile => ({
  path: entry.name,
  origin: { ...source.origin, input },
  entry,
  prunable: false,
});

const sizeOf = (files: readonly LayerFile[]): FilesSize => ({
  files: files.length,
  zippedBytes: files.reduce((sum, file) => sum + zippedBytes(file), 0),
  unpackedBytes: files.reduce((sum, file) => sum + file.entry.unpackedBytes, 0),
});

const withBytecode = (facts: PackageFacts, files: readonly LayerFile[]): PackageFacts => {
  if (files.length === 0) return facts;
  const bytecode = sizeOf(files);
  return {
    ...facts,
    zippedBytes: facts.zippedBytes + bytecode.zippedBytes,
    unpackedBytes: facts.unpackedBytes + bytecode.unpackedBytes,
    bytecode,
  };
};
