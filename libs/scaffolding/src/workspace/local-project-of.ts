import { getProjects, readJson, type Tree } from '@nx/devkit';

/**
 * The project of this workspace that a package is made in; undefined where the package is installed. Nx does
 * not count the code of such a plugin for the cache, unless the projects that use it depend on it.
 */
export const localProjectOf = (tree: Tree, packageName: string): string | undefined => {
  for (const [name, { root }] of getProjects(tree)) {
    const path = `${root}/package.json`;
    if (root !== '.' && tree.exists(path) && nameIn(readJson<object>(tree, path)) === packageName)
      return name;
  }
  return undefined;
};

const nameIn = (manifest: object): unknown => ('name' in manifest ? manifest.name : undefined);
