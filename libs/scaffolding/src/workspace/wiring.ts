import type { Plugin } from '@layerkit/executors/table';
import type { NxJsonConfiguration } from '@nx/devkit';

/**
 * Where the Nx targets of a plugin’s projects come from: Nx infers them from layer.json or function.json, or project.json
 * names them and nx.json has their defaults.
 */
export type Wiring = 'inferred' | 'explicit';

/** The plugin that nx.json names for each wiring. Both add the edges from functions to layers, and from layers to code. */
const nxPlugins: Readonly<Record<Wiring, Readonly<Record<Plugin, string>>>> = {
  inferred: { layer: '@layerkit/layer/plugin', lambda: '@layerkit/lambda/plugin' },
  explicit: { layer: '@layerkit/layer/graph', lambda: '@layerkit/lambda/graph' },
};

/** Whether Nx infers the targets of this plugin’s projects. */
export const infersTargets = (nxJson: NxJsonConfiguration | null, plugin: Plugin): boolean =>
  usesPlugin(nxJson ?? {}, nxPlugins.inferred[plugin]);

/**
 * Returns the wiring that a plugin has in this workspace, or would get: explicit if that was asked for or if the workspace
 * is wired explicitly already, otherwise inferred.
 */
export const wiringOf = (
  nxJson: NxJsonConfiguration | null,
  plugin: Plugin,
  isAskedToBeExplicit = false,
): Wiring => {
  if (infersTargets(nxJson, plugin)) return 'inferred';
  return isAskedToBeExplicit || isWiredExplicitly(nxJson ?? {}, plugin) ? 'explicit' : 'inferred';
};

const isWiredExplicitly = (nxJson: NxJsonConfiguration, plugin: Plugin): boolean => {
  const uses = (wiring: Wiring, name: Plugin) => usesPlugin(nxJson, nxPlugins[wiring][name]);
  if (uses('explicit', plugin)) return true;
  // A workspace gets both plugins alike
  const other: Plugin = plugin === 'layer' ? 'lambda' : 'layer';
  return uses('explicit', other) && !uses('inferred', other);
};

/** Returns the plugins that nx.json should name for these wirings but does not. */
export const missingNxPlugins = (
  nxJson: NxJsonConfiguration,
  wirings: readonly (readonly [Plugin, Wiring])[],
): readonly string[] =>
  wirings.map(([plugin, wiring]) => nxPlugins[wiring][plugin]).filter((name) => !usesPlugin(nxJson, name));

/** Whether nx.json names the plugin, with or without options. */
const usesPlugin = ({ plugins = [] }: NxJsonConfiguration, name: string): boolean =>
  plugins.some((entry) => nameOf(entry) === name);

type Entry = NonNullable<NxJsonConfiguration['plugins']>[number];

const nameOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.plugin);

/** Returns the plugins of nx.json with the inference plugin in the place of the graph plugin, whose options it keeps. */
export const withInference = ({ plugins = [] }: NxJsonConfiguration, plugin: Plugin): Entry[] => {
  const [graph, inference] = [nxPlugins.explicit[plugin], nxPlugins.inferred[plugin]];
  const others = plugins.filter((entry) => nameOf(entry) !== graph && nameOf(entry) !== inference);
  const present = plugins.find((entry) => nameOf(entry) === inference);
  const replaced = plugins.find((entry) => nameOf(entry) === graph);
  const entry = present ?? renamed(replaced, inference);
  const place = plugins.findIndex((one) => [graph, inference].includes(nameOf(one)));
  return others.toSpliced(place < 0 ? others.length : place, 0, entry);
};

const renamed = (entry: Entry | undefined, plugin: string): Entry =>
  typeof entry === 'object' ? { ...entry, plugin } : plugin;
