import type { TargetConfiguration } from '@nx/devkit';

/** One executor of a plugin, as Nx is told about it. */
export interface Executor {
  readonly description: string;
  /** What a project must have to get a target for it. Every project gets the others. */
  readonly needs?: Need;
  /** What all its targets have in common: cache, inputs, outputs, and which targets run first. */
  readonly target: Pick<TargetConfiguration, 'cache' | 'inputs' | 'outputs' | 'dependsOn'>;
}

/** Requirements to lock; entry modules whose imports are recorded. */
export type Need = 'requirements' | 'entry-modules';
