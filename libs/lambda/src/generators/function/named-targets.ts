import { posix } from 'node:path';
import { filesBelow } from '@layerkit/executors/sources';
import { namedTargets } from '@layerkit/executors/table';
import { infersTargets } from '@layerkit/scaffolding';
import { readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';

/**
 * Returns the Nx targets for the project.json of a function, or undefined if Nx infers them.
 * @param root folder of the project
 * @param sources folders relative to it
 */
export const functionTargets = (
  tree: Tree,
  root: string,
  sources: readonly string[],
): ProjectConfiguration['targets'] => {
  if (infersTargets(readNxJson(tree), 'lambda')) return undefined;
  const targets = namedTargets('lambda');
  return { ...targets, build: { ...targets['build'], ...inputsFor(root, sources) } };
};

/** The inputs that the defaults in nx.json lack: all texts if the own code is the whole folder, and folders elsewhere. */
const inputsFor = (root: string, sources: readonly string[]) => {
  const outside = sources.filter((folder) => folder.startsWith('../'));
  const isWhole = sources.includes('.');
  if (outside.length === 0 && !isWhole) return {};
  return {
    inputs: [
      ...(isWhole ? ['{projectRoot}/**/*', '!{projectRoot}/README.md'] : ['layerkit', '^layerkit']),
      ...outside.map((folder) => filesBelow(posix.join(root, folder), root)),
      { externalDependencies: ['@layerkit/lambda'] },
    ],
  };
};
