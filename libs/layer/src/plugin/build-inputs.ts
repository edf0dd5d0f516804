import { posix } from 'node:path';
import { filesBelow } from '@layerkit/executors/sources';
import { pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import type { LayerFacts } from '../facts/layer-facts.ts';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * Returns everything that the bytes of a layer depend on: its definition, its locks and lists of imports, the
 * files that its locks are made from, its own code, the local packages in its requirements, the locks of the layers that
 * have packages of it, and the plugin’s version. Nx adds the options of the Nx target. A README and other packages of the
 * workspace are not inputs.
 * @param root folder of the project, relative to the workspace
 * @param providerRoots folders of the layers that have packages of it
 */
export const buildInputs = (
  { lockInputs, sources, files, projects, locals }: LayerFacts,
  root: string,
  providerRoots: readonly string[],
): Inputs => [
  '{projectRoot}/layer.json',
  '{projectRoot}/lock/**/*',
  ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
  ...new Set([...sources, ...locals].map((folder) => filesBelow(folder, root))),
  // Each may be a file or a folder
  ...files.flatMap((path) => [path, `${path}/**/*`].map((glob) => posix.join('{projectRoot}', glob))),
  // The plugin does not know the folders of other projects when it makes this one
  ...(projects.length > 0 ? ['^default'] : []),
  ...providerRoots.flatMap((root) => [
    `{workspaceRoot}/${root}/layer.json`,
    `{workspaceRoot}/${root}/lock/**/*`,
  ]),
  pluginInput('layer'),
];
