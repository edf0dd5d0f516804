import type { Executor } from './executor.ts';
import { lambdaExecutors } from './lambda-executors.ts';
import { layerExecutors } from './layer-executors.ts';

/** The executors of each plugin, by name. */
export const executors = { layer: layerExecutors, lambda: lambdaExecutors };

export type Plugin = keyof typeof executors;

/** The name by which an Nx target refers to its executor. */
export type ExecutorName = {
  [P in Plugin]: `@layerkit/${P}:${keyof (typeof executors)[P] & string}`;
}[Plugin];

/** Returns the executors of a plugin with their names, in the order in which they run. */
export const executorsOf = (plugin: Plugin): readonly (readonly [string, Executor])[] =>
  Object.entries<Executor>(executors[plugin]);
