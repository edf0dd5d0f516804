import { namedTargets } from '@layerkit/executors/table';
import { infersTargets } from '@layerkit/scaffolding';
import { readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';

/** The targets in the project.json of a function; none if Nx finds them itself. */
export const functionTargets = (tree: Tree, sources: string): ProjectConfiguration['targets'] => {
  if (infersTargets(readNxJson(tree), 'lambda')) return undefined;
  const targets = namedTargets('lambda');
  return { ...targets, build: { ...targets['build'], ...(sources === '.' ? wholeFolder : {}) } };
};

/** Where the sources are the whole folder, texts in it are of them, but for its README. */
const wholeFolder = {
  inputs: ['{projectRoot}/**/*', '!{projectRoot}/README.md', { externalDependencies: ['@layerkit/lambda'] }],
};
