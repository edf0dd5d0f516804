import { createRequire } from 'node:module';
import type { LockOptions } from 'proper-lockfile';
import { lockExpiry } from './lock-expiry.ts';

let held = 0;
let loaded: ReturnType<typeof load> | undefined;

/**
 * Locks a path for this process. It must exist, unless `realpath` is false.
 * @returns a function that releases the lock
 * @throws Error of proper-lockfile if another process holds it and `retries` are used up
 */
export const holdLock = async (
  path: string,
  options: Pick<LockOptions, 'retries' | 'realpath'> = {},
): Promise<() => Promise<void>> => {
  const { lock, handlers } = await (loaded ??= load());
  held += 1;
  handlers.load();
  const leave = () => {
    held -= 1;
    if (held === 0) handlers.unload();
  };
  try {
    const release = await lock(path, {
      stale: lockExpiry,
      // After a laptop’s sleep another process may have taken the lock, which is harmless
      onCompromised: () => undefined,
      ...options,
    });
    return async () => {
      await release().catch(() => undefined);
      leave();
    };
  } catch (error) {
    leave();
    throw error;
  }
};

interface Handlers {
  readonly load: () => void;
  readonly unload: () => void;
}

/**
 * Loads proper-lockfile, which deletes its locks when a signal ends the process. It installs the handlers for that when it is
 * loaded, and for good, but a handler waits for the code that runs. So they are installed only while a lock is held.
 */
const load = async () => {
  const { lock } = await import('proper-lockfile');
  const { resolve } = createRequire(import.meta.url);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- its `load` and `unload` have no types
  const handlers = createRequire(resolve('proper-lockfile'))('signal-exit') as Handlers;
  handlers.unload();
  return { lock, handlers };
};
