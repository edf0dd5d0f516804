import { namedTargets } from '@layerkit/executors/table';
import { infersTargets } from '@layerkit/scaffolding';
import { readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';

/** Returns the Nx targets for the project.json of a function, or undefined if Nx infers them. */
export const functionTargets = (tree: Tree, sources: string): ProjectConfiguration['targets'] => {
  if (infersTargets(readNxJson(tree), 'lambda')) return undefined;
  const targets = namedTargets('lambda');
  return { ...targets, build: { ...targets['build'], ...(sources === '.' ? wholeFolder : {}) } };
};

/** The inputs if the own code is the whole folder: every file except the README, texts included. */
const wholeFolder = {
  inputs: ['{projectRoot}/**/*', '!{projectRoot}/README.md', { externalDependencies: ['@layerkit/lambda'] }],
};
