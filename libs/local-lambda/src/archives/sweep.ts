import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const digestLength = 64;

/** Removes what is in the folder and not named after one of the digests: left by deletions and crashes. */
export const sweep = async (directory: string, inUse: ReadonlySet<string>): Promise<void> => {
  const names = await readdir(directory).catch(() => []);
  const unused = names.filter((name) => !inUse.has(name.slice(0, digestLength)));
  await Promise.all(unused.map((name) => rm(join(directory, name), { recursive: true, force: true })));
};
