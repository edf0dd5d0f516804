import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The lock that this process holds.
 * @type {string | undefined}
 */
let held;

/**
 * Runs the work while no other process holds the same lock. Waits for the lock's holder, and takes over a lock
 * whose holder is gone.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withLock = async (path, work) => {
  mkdirSync(dirname(path), { recursive: true });
  await acquire(path);
  held = path;
  try {
    return await work();
  } finally {
    held = undefined;
    rmSync(path, { force: true });
  }
};

/**
 * Adds a program that works for this process as a holder of the lock. If this process is killed, the program
 * may run on, and the lock is not free before both are gone.
 * @param {number | undefined} pid
 */
export const holdAlsoFor = (pid) => {
  if (held !== undefined && pid !== undefined) appendFileSync(held, `${pid}\n`);
};

/**
 * The number of tries until a lock without a holder counts as abandoned. A process writes itself into the lock
 * just after it creates the file; if it has not done so after three seconds, it was killed in between.
 */
const mostNameless = 30;

/** @param {string} path */
const acquire = async (path) => {
  let nameless = 0;
  for (let tries = 0; !take(path); tries += 1) {
    const text = read(path);
    const holders = text.split('\n').map(Number).filter(Boolean);
    const alive = holders.find(isAlive);
    nameless = holders.length === 0 ? nameless + 1 : 0;
    if (alive === undefined && (holders.length > 0 || nameless >= mostNameless)) {
      breakLock(path, text);
      continue;
    }
    if (tries === 20) console.log(`Waiting for process ${alive ?? '(unknown)'}, which holds ${path}`);
    await sleep(100);
  }
};

/** @param {string} path */
const take = (path) => {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
};

/** @param {string} path */
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
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
 * If several processes want to break a lock, only one can rename it. A process that renamed a newer lock by
 * mistake puts it back.
 * @type {(path: string, abandoned: string) => void}
 */
const breakLock = (path, abandoned) => {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) === abandoned) rmSync(aside);
  else renameSync(aside, path);
};
