import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const digestLength = 64;

/** Deletes entries that are not named after a used digest. Deletions and crashes leave such entries. */
export const sweep = async (directory: string, inUse: ReadonlySet<string>): Promise<void> => {
  const names = await readdir(directory).catch(() => []);
  const unused = names.filter((name) => !inUse.has(name.slice(0, digestLength)));
  await Promise.all(unused.map((name) => rm(join(directory, name), { recursive: true, force: true })));
};
