import type { NxJsonConfiguration } from '@nx/devkit';

/** Gives each project with a `layer.json` its targets; opt-in. */
export const inferencePlugin = '@layerkit/layer/plugin';

/** Makes the edges from functions to their layers. */
export const graphPlugin = '@layerkit/lambda/graph';

/** Whether nx.json names a plugin, with options or without. */
export const usesPlugin = ({ plugins = [] }: NxJsonConfiguration, name: string): boolean =>
  plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === name);
