import { posix } from 'node:path';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { filesBelow } from '@layerkit/executors/sources';
import { namedTargets } from '@layerkit/executors/table';
import type { ProjectConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;

type Contents = Pick<FunctionDefinition, 'sources' | 'requirements'>;

/**
 * Returns the Nx targets for the project.json of functions. Their defaults are in nx.json.
 * @param root folder of the project, relative to the workspace
 * @param functions all functions of the project, which share its requirements
 */
export const functionTargets = (root: string, functions: readonly Contents[]): Targets => {
  const sources = [...new Set(functions.flatMap((one) => one.sources))];
  const requirements = functions[0]?.requirements;
  const targets = namedTargets('lambda', requirements === undefined ? [] : ['requirements']);
  return { ...targets, build: { ...targets['build'], ...ownInputs(root, sources, requirements) } };
};

/**
 * Returns the inputs if they differ from the defaults: if the own code is the whole folder (every file except the README,
 * texts included), or if code or requirements are outside the project.
 */
const ownInputs = (
  root: string,
  sources: readonly string[],
  requirements: FunctionDefinition['requirements'],
) => {
  const isWhole = sources.includes('.');
  const file = typeof requirements === 'object' ? requirements.file : (requirements ?? '');
  const outside = [
    ...sources.filter(isOutside).map((folder) => filesBelow(posix.join(root, folder), root)),
    ...[file].filter(isOutside).map((path) => `{workspaceRoot}/${posix.join(root, path)}`),
  ];
  if (!isWhole && outside.length === 0) return {};
  const own = isWhole ? ['{projectRoot}/**/*', '!{projectRoot}/README.md'] : ['layerkit'];
  // layers, and Nx projects among the sources
  const hasOthers = requirements !== undefined || sources.some((folder) => folder !== '.');
  const ofOthers = hasOthers ? ['^layerkit'] : [];
  return { inputs: [...own, ...ofOthers, ...outside, { externalDependencies: ['@layerkit/lambda'] }] };
};

const isOutside = (path: string): boolean => path.startsWith('../');
