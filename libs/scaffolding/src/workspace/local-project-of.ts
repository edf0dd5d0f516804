import { getProjects, readJson, type Tree } from '@nx/devkit';

/**
 * Returns the project of this workspace that contains a package, or undefined if the package is installed.
 * For the cache, Nx ignores the code of such a plugin unless the projects that use it depend on it.
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
