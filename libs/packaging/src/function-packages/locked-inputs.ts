import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { LockedInputs } from '../layer-inputs.ts';

export interface FunctionOnDisk {
  readonly projectRoot: string;
  readonly definition: FunctionDefinition;
}

/**
 * Returns what the lock of a function is made from. Leaves out `sources`, which go in unchanged: no wheel is made
 * of them.
 */
export const lockedInputsOf = ({ projectRoot, definition }: FunctionOnDisk): LockedInputs => {
  const { runtime, architecture, requirements, constraints, allowBuild } = definition;
  return {
    projectRoot,
    definition: { requirements, constraints, allowBuild },
    target: { runtime, architecture },
  };
};
