import { posix } from 'node:path';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { namedTargets } from '@layerkit/executors/table';
import type { ProjectConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;

type Contents = Pick<FunctionDefinition, 'sources' | 'requirements'> & {
  /** Folder of the project, relative to the workspace. */
  readonly root: string;
};

/** Returns the Nx targets for the project.json of a function. Their defaults are in nx.json. */
export const functionTargets = (contents: Contents): Targets => {
  const targets = namedTargets('lambda', contents.requirements === undefined ? [] : ['requirements']);
  return { ...targets, build: { ...targets['build'], ...ownInputs(contents) } };
};

/**
 * Returns the inputs if they differ from the defaults: if the own code is the whole folder (every file except the README,
 * texts included), or if the requirements are outside the project.
 */
const ownInputs = ({ root, sources, requirements }: Contents) => {
  const file = typeof requirements === 'object' ? requirements.file : (requirements ?? '');
  const outside = file.startsWith('../') ? [`{workspaceRoot}/${posix.join(root, file)}`] : [];
  if (sources !== '.' && outside.length === 0) return {};
  const own = sources === '.' ? ['{projectRoot}/**/*', '!{projectRoot}/README.md'] : ['layerkit'];
  const ofLayers = requirements === undefined ? [] : ['^layerkit'];
  return { inputs: [...own, ...ofLayers, ...outside, { externalDependencies: ['@layerkit/lambda'] }] };
};
