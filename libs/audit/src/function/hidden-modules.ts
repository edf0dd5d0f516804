import type { Runtime } from '@layerkit/platform-resolution';
import { importedFolders } from '@layerkit/platform-resolution/layout';

/** A top-level module of a function that hides the one of a layer. */
export interface HiddenModule {
  readonly module: string;
  readonly layer: string;
}

export interface LayersBelow {
  readonly runtime: Runtime;
  readonly layers: readonly { readonly name: string; readonly paths: readonly string[] }[];
}

/**
 * Returns the modules of layers that a function’s own code hides, because /var/task precedes /opt/python on sys.path.
 * Parts of namespace packages hide nothing.
 * @param own the paths in the function’s zip
 */
export const hiddenModules = (
  own: readonly string[],
  { runtime, layers }: LayersBelow,
): readonly HiddenModule[] => {
  const hiding = topLevelModules(own, ['']);
  const roots = importedFolders(runtime);
  return layers.flatMap(({ name, paths }) =>
    [...topLevelModules(paths, roots)]
      .filter((module) => hiding.has(module))
      .map((module) => ({ module, layer: name })),
  );
};

const topLevelModules = (paths: readonly string[], roots: readonly string[]): ReadonlySet<string> =>
  new Set(
    paths.flatMap((path) =>
      roots.flatMap((root) => (path.startsWith(root) ? (moduleOf(path.slice(root.length)) ?? []) : [])),
    ),
  );

/** Returns `a` for `a.py`, `a/__init__.py` and `a.abi3.so`. */
const moduleOf = (path: string): string | undefined =>
  /^([^/.]+)(?:\.py|\.pyc|\/__init__\.pyc?|\.(?:[^/]+\.)?so)$/.exec(path)?.[1];
