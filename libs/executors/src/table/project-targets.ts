import type { TargetConfiguration } from '@nx/devkit';
import type { Executor, Need } from './executor.ts';
import { isInstalled } from './installed.ts';
import { executorsOf, type Plugin } from './plugins.ts';

type Targets = Readonly<Record<string, TargetConfiguration>>;

/**
 * Returns the Nx targets of a project whose defaults are in nx.json. Each names its executor and nothing
 * else.
 */
export const namedTargets = (plugin: Plugin, has: readonly Need[] = []): Targets =>
  Object.fromEntries(
    fitting(plugin, has).map(([name]) => [name, { executor: `@layerkit/${plugin}:${name}` }]),
  );

/**
 * Returns complete Nx targets of a project, which need no defaults in nx.json. Nothing is cached while the
 * plugin is a project of the workspace, because Nx does not hash the code of executors.
 */
export const completeTargets = (plugin: Plugin, has: readonly Need[] = []): Targets =>
  Object.fromEntries(
    fitting(plugin, has).map(([name, { description, target }]) => [
      name,
      {
        executor: `@layerkit/${plugin}:${name}`,
        metadata: { description, technologies: ['python', 'aws-lambda'] },
        ...target,
        cache: target.cache === true && isInstalled,
      },
    ]),
  );

const fitting = (plugin: Plugin, has: readonly Need[]): readonly (readonly [string, Executor])[] =>
  executorsOf(plugin).filter(([, { needs }]) => needs === undefined || has.includes(needs));
