import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { formatTarget } from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
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

/**
 * Returns a definition for each target that functions of a project are for, with the layers of all functions of that
 * target: they share its lock.
 */
export const functionsToLock = (functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] =>
  [...groupBy(functions, formatTarget).values()].map((group) => {
    const layers = [...new Set(group.flatMap((one) => one.layers ?? []))];
    return { ...group[0], layers };
  });
