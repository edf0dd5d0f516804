import type { FunctionArtifact, LayerArtifact } from '@layerkit/artifact';
import { type HiddenModule, hiddenModules as findHidden } from '@layerkit/audit';
import { openSubject } from '@layerkit/audit/subject';
import { listZipFile } from '@layerkit/zip';

/**
 * Returns the modules of built layers that a function’s own code hides; `layer` is the layer’s name on AWS. Leaves out its
 * packages: build says which of them layers have too.
 */
export const hiddenModules = async (
  artifact: FunctionArtifact,
  layers: readonly Pick<LayerArtifact, 'zipPath' | 'manifest'>[],
): Promise<readonly HiddenModule[]> =>
  findHidden(await ownPaths(artifact), {
    runtime: artifact.manifest.target.runtime,
    layers: layers.map(({ zipPath, manifest: { layerName } }) => ({
      name: layerName,
      paths: pathsIn(zipPath),
    })),
  });

const ownPaths = async ({ zipPath, manifest }: FunctionArtifact): Promise<readonly string[]> => {
  if (manifest.packages === undefined) return pathsIn(zipPath);
  const { files, ownerOf } = await openSubject({ zipPath, target: manifest.target, role: 'function' });
  return files.map(({ path }) => path).filter((path) => ownerOf(path) === undefined);
};

const pathsIn = (zipPath: string): readonly string[] => listZipFile(zipPath).entries.map(({ name }) => name);
