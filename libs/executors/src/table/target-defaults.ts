import type { Executor } from './executor.ts';
import { executorsOf, type Plugin } from './plugins.ts';

/** Returns what nx.json must say about each executor of a plugin, so that projects need only name it. */
export const targetDefaultsOf = (plugin: Plugin): Readonly<Record<string, Executor['target']>> =>
  Object.fromEntries(
    executorsOf(plugin).map(([name, { target }]) => [`@layerkit/${plugin}:${name}`, target]),
  );
