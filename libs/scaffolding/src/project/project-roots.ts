import { basename, dirname, join } from 'node:path';
import { getProjects, globAsync, readNxJson, type Tree } from '@nx/devkit';
import { infersTargets } from '../workspace/wiring.ts';

/** The file that makes a project a layer or a function. */
export type DefinitionFile = 'layer.json' | 'function.json';

/**
 * Returns the folder of each project by its name. If the inference plugins are on, a folder with a definition
 * is a project even without project.json, and has the folder’s name.
 */
export const projectRoots = async (tree: Tree): Promise<ReadonlyMap<string, string>> => {
  const roots = new Map([...getProjects(tree)].map(([name, { root }]) => [name, root]));
  const configured = new Set(roots.values());
  for (const root of await inferredRoots(tree))
    if (!configured.has(root)) roots.set(basename(join(tree.root, root)), root);
  return roots;
};

const inferredRoots = async (tree: Tree): Promise<readonly string[]> => {
  const nxJson = readNxJson(tree);
  const patterns = [
    ...(infersTargets(nxJson, 'layer') ? ['**/layer.json'] : []),
    ...(infersTargets(nxJson, 'lambda') ? ['**/function.json'] : []),
  ];
  const files = patterns.length === 0 ? [] : await globAsync(tree, patterns);
  return files.toSorted().map((file) => dirname(file));
};
