import { isNativeError } from 'node:util/types';
import { readTextFile } from '@layerkit/artifact/text-file';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { Lock } from './lock.ts';
import { parseLock } from './parse-lock.ts';

/**
 * Reads a lock file.
 * @throws LayerkitError lock/missing, lock/invalid
 */
export const readLock = async (path: string): Promise<Lock> => {
  const lock = await readLockIfAny(path);
  if (lock !== undefined) return lock;
  throw new LayerkitError({
    code: 'lock/missing',
    message: `${path} is missing`,
    hint: 'Run the project’s lock target and commit the lock.',
  });
};

/**
 * Reads a lock file; undefined if it does not exist.
 * @throws LayerkitError lock/invalid; lock/missing if the file exists but can't be read
 */
export const readLockIfAny = async (path: string): Promise<Lock | undefined> => {
  const text = await readText(path);
  return text === undefined ? undefined : parseLock(text, path);
};

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readTextFile(path);
  } catch (cause) {
    if (isNativeError(cause) && 'code' in cause && cause.code === 'ENOENT') return undefined;
    if (isLayerkitError(cause)) throw cause;
    throw new LayerkitError({ code: 'lock/missing', message: `${path} can’t be read`, cause });
  }
};
