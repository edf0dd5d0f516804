import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does the work while no other process that asks for the same lock does. Waits for its holder; a lock whose
 * holder is gone is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withLock = async (path, work) => {
  mkdirSync(dirname(path), { recursive: true });
  await acquire(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
};

/** @param {string} path */
const acquire = async (path) => {
  for (let tries = 0; !take(path); tries += 1) {
    const holder = holderOf(path);
    if (holder !== undefined && !isAlive(holder)) {
      breakLock(path, holder);
      continue;
    }
    if (tries === 20) console.log(`Waiting for process ${holder ?? 'unknown'}, which holds ${path}`);
    await sleep(100);
  }
};

/** @param {string} path */
const take = (path) => {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
};

/** @type {(path: string) => number | undefined} nothing while its maker is still writing it */
const holderOf = (path) => {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
};

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
};

/**
 * Of several that want to break a lock only one can rename it; whoever got a newer lock by that puts it back.
 * @type {(path: string, deadHolder: number) => void}
 */
const breakLock = (path, deadHolder) => {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (holderOf(aside) === deadHolder) rmSync(aside);
  else renameSync(aside, path);
};
