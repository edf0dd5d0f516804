import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** No download takes so long; what is older was left by a process that was killed. */
const oldestMilliseconds = 24 * 60 * 60 * 1000;

/** Removes what killed processes left in a folder of half-written files, and nothing that may still be in use. */
export const sweepPartialFiles = async (folder: string, now = Date.now()): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map((name) => removeWhenOld(join(folder, name), now)));
};

/** Another process may sweep at the same time: what is gone is gone. */
const removeWhenOld = async (path: string, now: number): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || now - found.mtimeMs < oldestMilliseconds) return;
  await rm(path, { recursive: true, force: true });
};
