import { relative } from 'node:path';
import type { Result } from '@layerkit/artifact';
import { checkLockIsFresh, lockLayer, lockPath, type LockRequest } from '@layerkit/locking';
import type { LockExecutorOptions } from './schema.d.ts';

/** What became of the lock of one target. */
export type LockedTarget = Result<'lock'>['targets'][number];

/** Of which layer and target a lock is to be. */
export type TargetRequest = Pick<LockRequest, 'projectRoot' | 'definition' | 'target'>;

/** Locks a layer for one target. @throws LayerkitError those of lockLayer */
export const lockTarget = async (
  { projectRoot, definition, target }: TargetRequest,
  { upgrade = false }: LockExecutorOptions,
): Promise<LockedTarget> => {
  const request = { projectRoot, definition, target, upgrade };
  const { lock: made, changes, written, warnings, notes } = await lockLayer(request);
  return {
    target,
    file: fileOf(request),
    status: written ? 'written' : 'unchanged',
    packages: made.packages.length,
    ...changes,
    warnings,
    notes,
  };
};

/**
 * Makes sure that a layer is locked for one target; writes nothing and asks no index.
 * @throws LayerkitError those of checkLockIsFresh
 */
export const checkTarget = async (request: TargetRequest): Promise<LockedTarget> => {
  const { packages } = await checkLockIsFresh(request);
  const nothing = { added: [], removed: [], changed: [], warnings: [], notes: [] };
  return {
    target: request.target,
    file: fileOf(request),
    status: 'checked',
    packages: packages.length,
    ...nothing,
  };
};

const fileOf = ({ projectRoot, target }: TargetRequest): string =>
  relative(projectRoot, lockPath(projectRoot, target)).replaceAll('\\', '/');
