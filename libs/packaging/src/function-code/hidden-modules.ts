import { importedFolders } from '@layerkit/platform-resolution/layout';
import type { FunctionArtifact, LayerArtifact } from '@layerkit/artifact';
import { listZipFile } from '@layerkit/zip';

/** A top-level module of a function that hides the one of a layer. */
export interface HiddenModule {
  readonly module: string;
  /** The name of the layer on AWS. */
  readonly layerName: string;
}

/**
 * Returns the modules of layers that a function’s own code hides, because /var/task precedes /opt/python on sys.path.
 * Parts of namespace packages hide nothing.
 */
export const hiddenModules = (
  artifact: FunctionArtifact,
  layers: readonly Pick<LayerArtifact, 'zipPath' | 'manifest'>[],
): readonly HiddenModule[] => {
  const own = topLevelModules(artifact.zipPath, ['']);
  const roots = importedFolders(artifact.manifest.target.runtime);
  return layers.flatMap(({ zipPath, manifest: { layerName } }) =>
    [...topLevelModules(zipPath, roots)]
      .filter((module) => own.has(module))
      .map((module) => ({ module, layerName })),
  );
};

const topLevelModules = (zipPath: string, roots: readonly string[]): ReadonlySet<string> =>
  new Set(
    listZipFile(zipPath).entries.flatMap(({ name }) =>
      roots.flatMap((root) => (name.startsWith(root) ? (moduleOf(name.slice(root.length)) ?? []) : [])),
    ),
  );

/** Returns `a` for `a.py`, `a/__init__.py` and `a.abi3.so`. */
const moduleOf = (path: string): string | undefined =>
  /^([^/.]+)(?:\.py|\.pyc|\/__init__\.pyc?|\.(?:[^/]+\.)?so)$/.exec(path)?.[1];
