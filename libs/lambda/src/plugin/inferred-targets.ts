import { join, posix } from 'node:path';
import { filesBelow, projectNamesIn } from '@layerkit/executors/sources';
import { completeTargets, pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';

/** A function’s project and its own code. */
export interface FunctionPlace {
  readonly workspaceRoot: string;
  /** Folder of the project, relative to the workspace. */
  readonly root: string;
  /** Folders relative to the project, and names of Nx projects. */
  readonly sources: readonly string[];
}

/** Returns the Nx targets of a function that Nx finds by its function.json. They need no defaults in nx.json. */
export const inferredTargets = async (
  place: FunctionPlace,
): Promise<Readonly<Record<string, TargetConfiguration>>> => {
  const targets = completeTargets('lambda');
  return { ...targets, build: { ...targets['build'], inputs: await buildInputs(place) } };
};

const buildInputs = async ({
  workspaceRoot,
  root,
  sources,
}: FunctionPlace): Promise<NonNullable<TargetConfiguration['inputs']>> => {
  const isWhole = sources.some((folder) => /^\.\/?$/.test(posix.normalize(folder)));
  const names = await projectNamesIn(join(workspaceRoot, root), sources);
  return [
    '{projectRoot}/function.json',
    ...sources.map((folder) => filesBelow(posix.join(root, folder), root)),
    // build leaves it out if the own code is the whole project
    ...(isWhole ? ['!{projectRoot}/README.md'] : []),
    // the plugin does not know the folders of other projects when it makes this one
    ...(names.some((name) => name !== 'src') ? ['^default'] : []),
    pluginInput('lambda'),
  ];
};
