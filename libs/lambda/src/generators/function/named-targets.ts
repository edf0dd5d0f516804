import { namedTargets } from '@layerkit/executors/table';
import type { ProjectConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;

/** Returns the Nx targets for the project.json of a function. Their defaults are in nx.json. */
export const functionTargets = (sources: string): Targets => {
  const targets = namedTargets('lambda');
  return { ...targets, build: { ...targets['build'], ...(sources === '.' ? wholeFolder : {}) } };
};

/** The inputs if the own code is the whole folder: every file except the README, texts included. */
const wholeFolder = {
  inputs: ['{projectRoot}/**/*', '!{projectRoot}/README.md', { externalDependencies: ['@layerkit/lambda'] }],
};
