import type { Plugin } from '@layerkit/executors/table';
import type { NxJsonConfiguration } from '@nx/devkit';

/** The opt-in plugins that give each project with a `layer.json` or a `function.json` its Nx targets. */
const inferencePlugins: Readonly<Record<Plugin, string>> = {
  layer: '@layerkit/layer/plugin',
  lambda: '@layerkit/lambda/plugin',
};

/**
 * The plugin that adds the edges from functions to their layers, as the inference plugin of functions does.
 */
const graphPlugin = '@layerkit/lambda/graph';

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
  const makesEdges = inferring.includes(inferencePlugins.lambda) || infersTargets(nxJson, 'lambda');
  const edges = plugins.includes('lambda') && !makesEdges ? [graphPlugin] : [];
  return [...edges, ...inferring].filter((name) => !usesPlugin(nxJson, name));
};

/** Whether nx.json names the plugin, with or without options. */
const usesPlugin = ({ plugins = [] }: NxJsonConfiguration, name: string): boolean =>
  plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === name);
