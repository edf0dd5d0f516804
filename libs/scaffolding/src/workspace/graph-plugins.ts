import type { Plugin } from '@layerkit/executors/table';
import type { NxJsonConfiguration } from '@nx/devkit';

/** The opt-in plugins that give each project with a `layer.json` or a `function.json` its Nx targets. */
const inferencePlugins: Readonly<Record<Plugin, string>> = {
  layer: '@layerkit/layer/plugin',
  lambda: '@layerkit/lambda/plugin',
};

/**
 * The plugins that add the edges from functions to their layers, and from layers to the projects whose code they contain, as the
 * inference plugins do.
 */
const graphPlugins: Readonly<Record<Plugin, string>> = {
  layer: '@layerkit/layer/graph',
  lambda: '@layerkit/lambda/graph',
};

/** Whether Nx infers the targets of this plugin’s projects. */
export const infersTargets = (nxJson: NxJsonConfiguration | null, plugin: Plugin): boolean =>
  usesPlugin(nxJson ?? {}, inferencePlugins[plugin]);

/** Returns the plugins that nx.json should name but does not. */
export const missingGraphPlugins = (
  nxJson: NxJsonConfiguration,
  plugins: readonly Plugin[],
  inference: boolean,
): readonly string[] => {
  const inferring = inference ? plugins.map((plugin) => inferencePlugins[plugin]) : [];
  const edges = plugins
    .filter((plugin) => !inference && !infersTargets(nxJson, plugin))
    .map((plugin) => graphPlugins[plugin]);
  return [...edges, ...inferring].filter((name) => !usesPlugin(nxJson, name));
};

/** Whether nx.json names the plugin, with or without options. */
const usesPlugin = ({ plugins = [] }: NxJsonConfiguration, name: string): boolean =>
  plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === name);
