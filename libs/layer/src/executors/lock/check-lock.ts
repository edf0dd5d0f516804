import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { checkLockIsFresh, type Lock, type LockCheck } from '@layerkit/packaging';

/**
 * checkLockIsFresh, whose hint names the task that mends it: the library knows the files, Nx the task.
 * @param task `dependencies-layer:lock`
 * @throws LayerkitError as checkLockIsFresh does
 */
export const checkLock = (check: LockCheck, task: string): Promise<Lock> =>
  checkLockIsFresh(check).catch((error: unknown) => {
    if (!isLayerkitError(error) || !['lock/stale', 'lock/missing'].includes(error.code)) throw error;
    throw new LayerkitError({
      code: error.code,
      message: error.message,
      problems: error.problems,
      hint: `Run “nx run ${task}” and commit what it writes.`,
      cause: error,
    });
  });
