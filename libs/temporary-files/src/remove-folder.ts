import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Deletes a file or a folder, even if code has made folders in it unreadable for their owner. */
export const removeFolder = async (folder: string): Promise<void> => {
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove().catch(async () => {
    await openFolders(folder);
    await remove();
  });
};

const openFolders = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700).catch(() => undefined);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name));
};
