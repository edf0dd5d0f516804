import { posix } from 'node:path';
import { completeTargets, pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';

/**
 * The targets of a function that Nx finds by its function.json: nothing has to be in nx.json.
 * @param sources folder of its code, relative to the project
 */
export const inferredTargets = (sources: string): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('lambda');
  return { ...targets, build: { ...targets['build'], inputs: buildInputs(sources) } };
};

const buildInputs = (sources: string): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/function.json',
  posix.join('{projectRoot}', sources, '**/*'),
  // of a whole project build leaves it out
  ...(/^\.\/?$/.test(posix.normalize(sources)) ? ['!{projectRoot}/README.md'] : []),
  pluginInput('lambda'),
];
