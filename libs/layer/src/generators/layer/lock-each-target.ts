import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { checkLockIsFresh, type Lock, type LockRequest } from '@layerkit/packaging';

export interface WrittenLayer {
  readonly workspaceRoot: string;
  /** From the workspace’s root. */
  readonly root: string;
}

/** Of which layer and target a lock is to be. */
export type TargetToLock = Pick<LockRequest, 'projectRoot' | 'definition' | 'target'>;

/** Has each target of a layer that is on disk by now locked; none where nothing is required. */
export const lockEachTarget = async (
  { workspaceRoot, root }: WrittenLayer,
  lock: (target: TargetToLock) => Promise<void>,
): Promise<void> => {
  const projectRoot = join(workspaceRoot, root);
  const definition = await readLayerDefinition(projectRoot);
  if (definition.requirements === undefined) return;
  for (const target of targetsOf(definition)) await lock({ projectRoot, definition, target });
};

/** The lock that is there; undefined where there is none, or not what the requirements ask for. */
export const freshLock = async (target: TargetToLock): Promise<Lock | undefined> => {
  try {
    return await checkLockIsFresh(target);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
