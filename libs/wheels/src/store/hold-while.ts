import { setTimeout } from 'node:timers/promises';
import { lock } from 'proper-lockfile';

/**
 * Does some work while no other process does its own under the same path, which need not exist. Whoever was
 * killed at it is taken for gone after ten seconds. Where no lock can be made the work is done without: it has to
 * be right either way, and is only done twice.
 */
export const holdWhile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const release = await hold(path);
  try {
    return await work();
  } finally {
    await release?.().catch(() => undefined);
  }
};

/** Milliseconds. */
const betweenTries = 100;

/** Waits as long as the other one lives: a download may take long. */
const hold = async (path: string): Promise<(() => Promise<void>) | undefined> => {
  for (;;) {
    try {
      return await lock(path, lockOptions);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) return undefined;
    }
    await setTimeout(betweenTries);
  }
};

const lockOptions = {
  realpath: false,
  stale: 10_000,
  // a laptop that slept: another one may be at it by now, which does no harm
  onCompromised: () => undefined,
};
