import type { FunctionArtifact, LayerArtifact } from '@layerkit/artifact';
import { type HiddenModule, hiddenModules as findHidden } from '@layerkit/audit';
import { listZipFile } from '@layerkit/zip';

/** Returns the modules of built layers that a function’s own code hides; `layer` is the layer’s name on AWS. */
export const hiddenModules = (
  artifact: FunctionArtifact,
  layers: readonly Pick<LayerArtifact, 'zipPath' | 'manifest'>[],
): readonly HiddenModule[] =>
  findHidden(pathsIn(artifact.zipPath), {
    runtime: artifact.manifest.target.runtime,
    layers: layers.map(({ zipPath, manifest: { layerName } }) => ({
      name: layerName,
      paths: pathsIn(zipPath),
    })),
  });

const pathsIn = (zipPath: string): readonly string[] => listZipFile(zipPath).entries.map(({ name }) => name);
