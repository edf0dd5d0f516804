import { posix } from 'node:path';
import { pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import type { LayerFacts } from './layer-facts.ts';

/**
 * Returns everything that the bytes of a layer depend on: its definition, its locks and lists of imports, the
 * files that its locks are made from, its own code, the locks of the layers that have packages of it, and the plugin’s version. Nx adds the options of the Nx
 * target. A README and other packages of the workspace are not inputs.
 */
export const buildInputs = (
  { lockInputs, sources, files }: LayerFacts,
  providerRoots: readonly string[],
): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/layer.json',
  '{projectRoot}/lock/**/*',
  ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
  ...(sources === undefined ? [] : [posix.join('{projectRoot}', sources, '**/*')]),
  // each may be a file or a folder
  ...files.flatMap((path) => [path, `${path}/**/*`].map((glob) => posix.join('{projectRoot}', glob))),
  ...providerRoots.flatMap((root) => [
    `{workspaceRoot}/${root}/layer.json`,
    `{workspaceRoot}/${root}/lock/**/*`,
  ]),
  pluginInput('layer'),
];
