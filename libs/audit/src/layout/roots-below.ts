import { isModule } from './roots.ts';

/**
 * Returns the folders in a wanted root that were meant to be the root: a second `python/`, and
 * `lib/python3.12/` without `site-packages/`. Python takes any folder for a namespace package, so the modules
 * there look importable, but at most under the folder’s name.
 */
export const findRootsBelow = (paths: readonly string[], wanted: readonly string[]): readonly string[] => {
  const roots = paths
    .filter(isModule)
    .map((path) => {
      const root = wanted.findLast((folder) => path.startsWith(folder)) ?? path;
      const below = secondRoot.exec(path.slice(root.length))?.[0];
      return below === undefined ? undefined : root + below;
    })
    .filter((root) => root !== undefined);
  const all = new Set(paths);
  return [...new Set(roots)].filter((root) => !all.has(`${root}__init__.py`));
};

const secondRoot = /^(?:python\/|lib\/python\d[\d.]*\/(?!site-packages\/))/;
