import { setTimeout } from 'node:timers/promises';
import { holdLock } from '@layerkit/temporary-files/locks';

/**
 * Runs some work while holding a lock on a path, which need not exist. The lock of a killed process expires. If no lock
 * can be created, the work runs without one. It must be safe to run twice.
 */
export const holdWhile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const release = await hold(path);
  try {
    return await work();
  } finally {
    await release?.();
  }
};

/** Milliseconds. */
const betweenTries = 100;

/** Waits as long as the other process lives, because a download may take long. */
const hold = async (path: string): Promise<(() => Promise<void>) | undefined> => {
  for (;;) {
    try {
      return await holdLock(path, { realpath: false });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) return undefined;
    }
    await setTimeout(betweenTries);
  }
};
