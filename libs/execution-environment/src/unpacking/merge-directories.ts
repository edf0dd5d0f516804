import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, opendir, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies folders over one another, in order, for hosts without overlay mounts. Folders are merged, and a
 * later file replaces an earlier one. Copies share blocks if the file system supports it. They are never hard
 * links, because a write to a copy must not reach the original.
 */
export const mergeDirectories = async (sources: readonly string[], destination: string): Promise<void> => {
  await mkdir(destination, { recursive: true });
  await chmod(destination, 0o755);
  for (const source of sources) await copyOver(source, destination);
};

const copyOver = async (source: string, destination: string): Promise<void> => {
  for await (const entry of await opendir(source)) {
    const from = join(source, entry.name);
    const to = join(destination, entry.name);
    if (entry.isDirectory()) await joinFolder(from, to);
    else await replace(from, to);
  }
};

const joinFolder = async (from: string, to: string): Promise<void> => {
  const existing = await kindOf(to);
  if (existing === 'other') await rm(to);
  if (existing !== 'folder') await mkdir(to);
  await chmod(to, ((await lstat(from)).mode & 0o777) | 0o700);
  await copyOver(from, to);
};

const replace = async (from: string, to: string): Promise<void> => {
  if ((await kindOf(to)) !== undefined) await rm(to, { recursive: true });
  const status = await lstat(from);
  if (status.isSymbolicLink()) return symlink(await readlink(from), to);
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, status.mode & 0o777);
};

const kindOf = async (path: string): Promise<'folder' | 'other' | undefined> => {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch {
    return undefined;
  }
};
