import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import type { LayerFacts } from './layer-facts.ts';

/**
 * Whether this code comes from an installed package. As a project of the workspace, as in layerkit’s own clone, it may
 * change without its version; Nx hashes no code of executors, so nothing is cached then.
 */
export const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.url);

/**
 * All that the bytes of a layer depend on: its definition, its locks and lists of imports, what a lock must have been
 * made from, its own modules, and the plugin’s version. Options of the target Nx adds by itself. A README is none of
 * it, nor is any other package of the workspace.
 */
export const buildInputs = ({
  lockInputs,
  sources,
}: LayerFacts): NonNullable<TargetConfiguration['inputs']> => [
  '{projectRoot}/layer.json',
  '{projectRoot}/lock/**/*',
  ...lockInputs.map((file) => `{workspaceRoot}/${file}`),
  ...(sources === undefined ? [] : [posix.join('{projectRoot}', sources, '**/*')]),
  { externalDependencies: isInstalled ? ['@layerkit/layer'] : [] },
];
