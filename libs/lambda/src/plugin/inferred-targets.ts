import { posix } from 'node:path';
import { completeTargets, pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';

/**
 * Returns the Nx targets of a function that Nx finds by its function.json. They need no defaults in nx.json.
 * @param sources folder of the own code, relative to the project
 */
export const inferredTargets = (sources: string): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('lambda');
  return { ...targets, build: { ...targets['build'], inputs: buildInputs(sources) } };
};

const buildInputs = (sources: string): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/function.json',
  posix.join('{projectRoot}', sources, '**/*'),
  // build leaves it out if the own code is the whole project
  ...(/^\.\/?$/.test(posix.normalize(sources)) ? ['!{projectRoot}/README.md'] : []),
  pluginInput('lambda'),
];
