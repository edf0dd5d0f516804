import { relative } from 'node:path';
import type { Result } from '@layerkit/artifact';
import { checkLockIsFresh, lockLayer, lockPath, type LockRequest } from '@layerkit/packaging';
import type { LockExecutorOptions } from './schema.d.ts';

/** What became of the lock of one target. */
export type LockedTarget = Result<'lock'>['targets'][number];

/** Locks a layer for one target, or checks that it is locked. @throws LayerkitError those of lockLayer */
export const lockTarget = async (
  { projectRoot, definition, target }: Pick<LockRequest, 'projectRoot' | 'definition' | 'target'>,
  { check, upgrade = false }: LockExecutorOptions,
): Promise<LockedTarget> => {
  const request = { projectRoot, definition, target };
  const file = relative(projectRoot, lockPath(projectRoot, target)).replaceAll('\\', '/');
  if (check === true) {
    const { packages } = await checkLockIsFresh(request);
    const nothing = { added: [], removed: [], changed: [], warnings: [], notes: [] };
    return { target, file, status: 'checked', packages: packages.length, ...nothing };
  }
  const { lock: made, changes, written, warnings, notes } = await lockLayer({ ...request, upgrade });
  return {
    target,
    file,
    status: written ? 'written' : 'unchanged',
    packages: made.packages.length,
    ...changes,
    warnings,
    notes,
  };
};
