import type { TargetConfiguration } from '@nx/devkit';

/** One executor of a plugin, with its configuration for Nx. */
export interface Executor {
  readonly description: string;
  /** A project without this gets no Nx target for the executor. If undefined, every project gets one. */
  readonly needs?: Need;
  /** The configuration that all its Nx targets share: cache, inputs, outputs and dependencies. */
  readonly target: Pick<TargetConfiguration, 'cache' | 'inputs' | 'outputs' | 'dependsOn'>;
}

/** A precondition of an executor: requirements to lock, or entry modules whose imports it records. */
export type Need = 'requirements' | 'entry-modules';
