import { isModule } from './roots.ts';

/**
 * Returns the folders in a wanted root that were meant to be the root: a second `python/`, and
 * `lib/python3.12/` without `site-packages/`. Python takes any folder for a namespace package, so the modules
 * there look importable, but at most under the folder’s name.
 */
export const findRootsBelow = (paths: readonly string[], wanted: readonly string[]): readonly string[] => {
  const roots = new Set<string>();
  for (const path of paths) {
    const root = wanted.findLast((folder) => path.startsWith(folder));
    if (root === undefined || !secondRoots.some((folder) => path.startsWith(folder, root.length))) continue;
    const below = secondRoot.exec(path.slice(root.length))?.[0];
    if (below !== undefined && isModule(path)) roots.add(root + below);
  }
  if (roots.size === 0) return [];
  const all = new Set(paths);
  return [...roots].filter((root) => !all.has(`${root}__init__.py`));
};

/** How second roots begin. Few paths do, and comparing these is cheaper than the pattern. */
const secondRoots = ['python/', 'lib/python'];

const secondRoot = /^(?:python\/|lib\/python\d[\d.]*\/(?!site-packages\/))/;
