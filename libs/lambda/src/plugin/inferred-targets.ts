import { posix } from 'node:path';
import { completeTargets, pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import type { FunctionFacts } from '../facts/function-facts.ts';

/**
 * Returns the Nx targets of a function that Nx finds by its function.json. They need no defaults in nx.json.
 * @param layerRoots folders of its layer projects, relative to the workspace
 */
export const inferredTargets = (
  facts: FunctionFacts,
  layerRoots: readonly string[],
): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('lambda', facts.lockInputs.length === 0 ? [] : ['requirements']);
  return { ...targets, build: { ...targets['build'], inputs: buildInputs(facts, layerRoots) } };
};

/**
 * Returns everything that the bytes of a function depend on. If it has requirements, these are also the locks of its
 * layers, which have packages that it leaves out.
 */
const buildInputs = (
  { sources, lockInputs, locals }: FunctionFacts,
  layerRoots: readonly string[],
): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/function.json',
  posix.join('{projectRoot}', sources, '**/*'),
  // build leaves it out if the own code is the whole project
  ...(/^\.\/?$/.test(posix.normalize(sources)) ? ['!{projectRoot}/README.md'] : []),
  ...(lockInputs.length === 0 ? [] : ['{projectRoot}/lock/**/*', ...ofLayers(layerRoots)]),
  ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
  ...locals.map((folder) => posix.join('{workspaceRoot}', folder, '**/*')),
  pluginInput('lambda'),
];

const ofLayers = (roots: readonly string[]): readonly string[] =>
  roots.flatMap((root) => [`{workspaceRoot}/${root}/layer.json`, `{workspaceRoot}/${root}/lock/**/*`]);
