import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ownedPath } from './owned-path.ts';
import { sweep } from './owner.ts';
import { removeFolder } from './remove-folder.ts';

/**
 * Creates a folder for temporary files. It is deleted when this process ends, however it ends. Also deletes the folders
 * of processes that are gone, if something has kept theirs.
 */
export const makeOwnedFolder = async (purpose: string, parent: string = tmpdir()): Promise<string> => {
  const directory = await realpath(parent);
  await sweep(directory);
  const folder = ownedPath(directory, purpose);
  await mkdir(folder, { mode: 0o700 });
  return folder;
};

/** Runs some work with a folder of `makeOwnedFolder`, and deletes the folder afterwards. */
export const inOwnedFolder = async <T>(
  purpose: string,
  work: (folder: string) => Promise<T>,
  parent?: string,
): Promise<T> => {
  const folder = await makeOwnedFolder(purpose, parent);
  try {
    return await work(folder);
  } finally {
    await removeFolder(folder);
  }
};
