import type { Plugin } from '@layerkit/executors/table';
import type { NxJsonConfiguration } from '@nx/devkit';

/** Give each project with a `layer.json`, or a `function.json`, its targets; opt-in. */
const inferencePlugins: Readonly<Record<Plugin, string>> = {
  layer: '@layerkit/layer/plugin',
  lambda: '@layerkit/lambda/plugin',
};

/** Makes the edges from functions to their layers; the inference plugin of functions makes them, too. */
const graphPlugin = '@layerkit/lambda/graph';

/** Whether Nx finds the targets of this plugin’s projects itself. */
export const infersTargets = (nxJson: NxJsonConfiguration | null, plugin: Plugin): boolean =>
  usesPlugin(nxJson ?? {}, inferencePlugins[plugin]);

/** The plugins that nx.json should name and does not. */
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

/** With options or without. */
const usesPlugin = ({ plugins = [] }: NxJsonConfiguration, name: string): boolean =>
  plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === name);
