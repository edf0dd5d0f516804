import type { PruneOptions } from '@layerkit/artifact/prune-rules';
import type { ListedWheel } from '@layerkit/wheels';
import { parseMetadata } from '@layerkit/wheels/metadata';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import type { ShippedPackage } from '@layerkit/platform-resolution/runtimes';
import { leaveToRuntime, type RuntimeShare } from '../pruning/runtime-provided.ts';
import type { ReadLayerFiles } from './layer-evidence.ts';
import type { LayerFile } from './layer-file.ts';

export interface RuntimeShareMaterial {
  readonly role: ZipRole;
  readonly versions: PruneOptions['runtimeProvided'] | 'unknown';
  /** Whether a requirement that the runtime does not meet is an error. */
  readonly isStrict: boolean;
  readonly shipped: readonly ShippedPackage[] | undefined;
  /** The wheels, by the number of their input. */
  readonly wheels: readonly ListedWheel[];
  readonly files: readonly LayerFile[];
  /** The layer’s requirements. */
  readonly requirements: readonly string[];
  readonly read: ReadLayerFiles;
}

/** Finds the runtime-provided packages from the METADATA of all packages, if layer.json asks for it. */
export const findRuntimeShare = async (material: RuntimeShareMaterial): Promise<RuntimeShare> => {
  const { role, versions, isStrict, shipped, wheels, files, requirements, read } = material;
  if (versions === undefined) return { names: new Set(), warnings: [] };
  const requires = new Map<number, readonly string[]>();
  const metadata = files.filter(({ path }) => /^[^/]+\.dist-info\/METADATA$/.test(path));
  for await (const batch of read(metadata))
    for (const { file, content } of batch)
      if (content !== undefined) requires.set(file.origin.input, parseMetadata(content).requires);
  const packages = wheels.map(({ wheel }, input) => ({
    name: wheel.name,
    version: wheel.version,
    requires: requires.get(input) ?? [],
  }));
  return leaveToRuntime({ role, versions, isStrict, shipped, packages, requirements });
};
