import { posix } from 'node:path';
import { pluginInput } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import type { LayerFacts } from './layer-facts.ts';

/**
 * All that the bytes of a layer depend on: its definition, its locks and lists of imports, what a lock must
 * have been made from, its own modules, and the plugin’s version. Options of the target Nx adds by itself. A
 * README is none of it, nor is any other package of the workspace.
 */
export const buildInputs = ({
  lockInputs,
  sources,
}: LayerFacts): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/layer.json',
  '{projectRoot}/lock/**/*',
  ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
  ...(sources === undefined ? [] : [posix.join('{projectRoot}', sources, '**/*')]),
  pluginInput('layer'),
];
