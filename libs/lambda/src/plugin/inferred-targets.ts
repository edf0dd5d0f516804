import { posix } from 'node:path';
import { filesBelow } from '@layerkit/executors/sources';
import { completeTargets, pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import type { FunctionFacts } from '../facts/function-facts.ts';

/**
 * Returns the Nx targets of a function that Nx finds by its function.json. They need no defaults in nx.json.
 * @param root folder of the project, relative to the workspace
 * @param layerRoots folders of its layer projects, relative to the workspace
 */
export const inferredTargets = (
  facts: FunctionFacts,
  root: string,
  layerRoots: readonly string[],
): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('lambda', facts.lockInputs.length === 0 ? [] : ['requirements']);
  return { ...targets, build: { ...targets['build'], inputs: buildInputs(facts, root, layerRoots) } };
};

/**
 * Returns everything that the bytes of a function depend on. If it has requirements, these are also the locks of its
 * layers, which have packages that it leaves out.
 */
const buildInputs = (
  { sources, projects, lockInputs, locals }: FunctionFacts,
  root: string,
  layerRoots: readonly string[],
): NonNullable<TargetConfiguration['inputs']> => {
  const isWhole = sources.some((folder) => /^\.\/?$/.test(posix.normalize(folder)));
  const folders = [...sources.map((folder) => posix.join(root, folder)), ...locals];
  return [
    '{projectRoot}/function.json',
    ...new Set(folders.map((folder) => filesBelow(folder, root))),
    // build leaves it out if the own code is the whole project
    ...(isWhole ? ['!{projectRoot}/README.md'] : []),
    // the plugin does not know the folders of other projects when it makes this one
    ...(projects.some((name) => name !== 'src') ? ['^default'] : []),
    ...(lockInputs.length === 0 ? [] : ['{projectRoot}/lock/**/*', ...ofLayers(layerRoots)]),
    ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
    pluginInput('lambda'),
  ];
};

const ofLayers = (roots: readonly string[]): readonly string[] =>
  roots.flatMap((root) => [`{workspaceRoot}/${root}/layer.json`, `{workspaceRoot}/${root}/lock/**/*`]);
