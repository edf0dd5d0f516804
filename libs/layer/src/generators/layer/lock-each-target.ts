import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import { checkLockIsFresh } from '@layerkit/locking';
import type { Lock } from '@layerkit/locking/lock';
import type { TargetRequest } from '../../executors/lock/lock-target.ts';

export interface WrittenLayer {
  readonly workspaceRoot: string;
  /** Relative to the workspace’s root. */
  readonly root: string;
}

/** Runs a lock function for each target of a layer on disk, unless the layer has no requirements. */
export const lockEachTarget = async (
  { workspaceRoot, root }: WrittenLayer,
  lock: (target: TargetRequest) => Promise<void>,
): Promise<void> => {
  const projectRoot = join(workspaceRoot, root);
  const definition = await readLayerDefinition(projectRoot);
  if (definition.requirements === undefined) return;
  for (const target of targetsOf(definition)) await lock({ projectRoot, definition, target });
};

/** Returns the lock of a target, or undefined if it is missing or stale. */
export const freshLock = async (target: TargetRequest): Promise<Lock | undefined> => {
  try {
    return await checkLockIsFresh(target);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
