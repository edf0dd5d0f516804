import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { inputsDigest } from './inputs-digest.ts';
import { layerRequirements, type LockableDefinition } from './layer-requirements.ts';
import { lockPath, type Lock } from './lock/lock.ts';
import { readLock } from './lock/read-lock.ts';

export interface LockCheck {
  readonly projectRoot: string;
  readonly definition: LockableDefinition;
  readonly target: Target;
}

/**
 * Reads the layer's lock for the target and checks that it was made from the current requirements. Needs no index.
 * @throws LayerkitError lock/missing, lock/stale, lock/invalid, requirements/missing, requirements/invalid,
 * definition/invalid
 */
export const checkLockIsFresh = async ({ projectRoot, definition, target }: LockCheck): Promise<Lock> => {
  const path = lockPath(projectRoot, target);
  const requirements = await layerRequirements(projectRoot, definition);
  const lock = await readLock(path);
  const stale = (message: string): LayerkitError =>
    new LayerkitError({
      code: 'lock/stale',
      message: `${path} ${message}`,
      hint: 'Run the project’s lock target and commit the lock.',
    });
  if (formatTarget(lock.target) !== formatTarget(target)) {
    throw stale(`is a lock for ${formatTarget(lock.target)}, not for ${formatTarget(target)}`);
  }
  if (lock.inputsDigest !== inputsDigest(requirements, target)) {
    throw stale(
      `was made from other requirements: ${requirements.file} or a file that it includes has changed`,
    );
  }
  return lock;
};
