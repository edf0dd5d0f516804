import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { check, lock } from 'proper-lockfile';
import { z } from 'zod';
import { systemErrorCode } from './system-error.ts';

/** The time after which the folder of a killed server is available again, in ms. */
const staleAfterMs = 5_000;

const holderSchema = z.object({ pid: z.number(), startedAt: z.string(), endpoint: z.string().optional() });
type Holder = z.infer<typeof holderSchema>;

export interface HeldDirectory {
  /** Records the endpoint, for the error of a server that wants the same folder. */
  announce(endpoint: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Locks the folder for this process. Takes over the lock of a killed server.
 * @throws LayerkitError local-aws/failed that names the process that holds the folder
 */
export const holdDirectory = async (directory: string, onLost: () => void): Promise<HeldDirectory> => {
  const holderPath = join(directory, 'holder.json');
  await mkdir(directory, { recursive: true });
  const release = await acquire(directory, { holderPath, onLost });
  const holder: Holder = { pid: process.pid, startedAt: new Date().toISOString() };
  const write = (content: Holder): Promise<void> => writeFile(holderPath, `${JSON.stringify(content)}\n`);
  await write(holder);
  return { release, announce: (endpoint) => write({ ...holder, endpoint }) };
};

interface Acquisition {
  readonly holderPath: string;
  readonly onLost: () => void;
}

const lockIn = (directory: string): string => join(directory, 'lock');

const acquire = async (directory: string, options: Acquisition): Promise<() => Promise<void>> => {
  const { holderPath, onLost } = options;
  const locking = {
    lockfilePath: lockIn(directory),
    stale: staleAfterMs,
    update: staleAfterMs / 5,
    onCompromised: onLost,
  };
  try {
    return await lock(directory, locking);
  } catch (cause) {
    const holder = await readHolder(holderPath);
    if (!isLocked(cause) || (holder !== undefined && isRunning(holder.pid)))
      throw notHeld(directory, holder, cause);
    // The holder no longer runs. The lock becomes stale when it is not renewed.
    return await lock(directory, { ...locking, retries: { retries: 30, factor: 1, minTimeout: 250 } }).catch(
      (again: unknown) => {
        throw notHeld(directory, undefined, again);
      },
    );
  }
};

const readHolder = async (path: string): Promise<Holder | undefined> => {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Returns the endpoint of the server that holds a folder; undefined if none runs. */
export const runningEndpoint = async (directory: string): Promise<string | undefined> => {
  const options = { lockfilePath: lockIn(directory), stale: staleAfterMs, realpath: false };
  if (!(await check(directory, options))) return undefined;
  return (await readHolder(join(directory, 'holder.json')))?.endpoint;
};

const isLocked = (error: unknown): boolean => systemErrorCode(error) === 'ELOCKED';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
};

const notHeld = (directory: string, holder: Holder | undefined, cause: unknown): LayerkitError => {
  const who = holder === undefined ? '' : ` by process ${holder.pid}, started ${holder.startedAt}`;
  const where = holder?.endpoint === undefined ? '' : ` (${holder.endpoint})`;
  return new LayerkitError({
    code: 'local-aws/failed',
    message: isLocked(cause)
      ? `the state folder of the local Lambda, ${directory}, is in use${who}${where}`
      : `the state folder of the local Lambda, ${directory}, can't be used`,
    hint: 'Stop the other local Lambda, use its endpoint, or choose another state folder: --state DIRECTORY.',
    cause,
  });
};
