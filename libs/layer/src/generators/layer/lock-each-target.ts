import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { checkLockIsFresh, type Lock } from '@layerkit/locking';
import type { TargetRequest } from '../../executors/lock/lock-target.ts';

export interface WrittenLayer {
  readonly workspaceRoot: string;
  /** From the workspace’s root. */
  readonly root: string;
}

/** Has each target of a layer that is on disk by now locked; none where nothing is required. */
export const lockEachTarget = async (
  { workspaceRoot, root }: WrittenLayer,
  lock: (target: TargetRequest) => Promise<void>,
): Promise<void> => {
  const projectRoot = join(workspaceRoot, root);
  const definition = await readLayerDefinition(projectRoot);
  if (definition.requirements === undefined) return;
  for (const target of targetsOf(definition)) await lock({ projectRoot, definition, target });
};

/** The lock that is there; undefined where there is none, or not what the requirements ask for. */
export const freshLock = async (target: TargetRequest): Promise<Lock | undefined> => {
  try {
    return await checkLockIsFresh(target);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
