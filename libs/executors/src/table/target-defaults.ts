import type { Executor } from './executor.ts';
import { executorsOf, type Plugin } from './plugins.ts';

/** Returns the defaults in nx.json for each executor of a plugin, so that projects only name the executor. */
export const targetDefaultsOf = (plugin: Plugin): Readonly<Record<string, Executor['target']>> =>
  Object.fromEntries(
    executorsOf(plugin).map(([name, { target }]) => [`@layerkit/${plugin}:${name}`, target]),
  );
