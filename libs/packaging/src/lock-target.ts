import { relative } from 'node:path';
import type { Result } from '@layerkit/artifact/results';
import { type AskToBuild, checkLockIsFresh, lockLayer, type LockRequest } from '@layerkit/locking';
import { type Lock, lockPath } from '@layerkit/locking/lock';

/** The result of locking one target. */
export type LockedTarget = Result<'lock'>['targets'][number];

/** A project and the target to lock. */
export type TargetRequest = Pick<LockRequest, 'projectRoot' | 'definition' | 'target' | 'preferences'>;

/** Locks a project for one target. @throws LayerkitError as lockLayer does */
export const lockTarget = async (
  { projectRoot, definition, target, preferences }: TargetRequest,
  { upgrade = false }: { readonly upgrade?: boolean | undefined },
  ask?: AskToBuild,
): Promise<LockedTarget> => {
  const request = {
    projectRoot,
    definition,
    target,
    upgrade,
    ask,
    ...(preferences !== undefined && { preferences }),
  };
  const { lock: made, changes, written, warnings, passedOver } = await lockLayer(request);
  return {
    target,
    file: fileOf(request),
    status: written ? 'written' : 'unchanged',
    packages: made.packages.length,
    ...localsOf(made),
    ...changes,
    warnings,
    passedOver,
  };
};

/**
 * Checks that the lock of one target is fresh. Writes nothing and contacts no index.
 * @throws LayerkitError as checkLockIsFresh does
 */
export const checkTarget = async (request: TargetRequest): Promise<LockedTarget> => {
  const lock = await checkLockIsFresh(request);
  const nothing = { added: [], removed: [], changed: [], warnings: [], passedOver: [] };
  return {
    target: request.target,
    file: fileOf(request),
    status: 'checked',
    packages: lock.packages.length,
    ...localsOf(lock),
    ...nothing,
  };
};

const localsOf = ({ locals }: Pick<Lock, 'locals'>): Pick<LockedTarget, 'locals'> =>
  locals === undefined ? {} : { locals: [...locals] };

const fileOf = ({ projectRoot, target }: TargetRequest): string =>
  relative(projectRoot, lockPath(projectRoot, target)).replaceAll('\\', '/');
