import { join } from 'node:path';
import { deleteWithProcess } from './delete-with-process.ts';
import { ownedName } from './owner.ts';

/**
 * Returns a new path in a folder for a temporary file or folder. Whatever has this path when the process ends is deleted,
 * however it ends. `sweep` deletes what remains nevertheless.
 */
export const ownedPath = (folder: string, purpose: string): string => {
  const path = join(folder, ownedName(purpose));
  deleteWithProcess(path);
  return path;
};
