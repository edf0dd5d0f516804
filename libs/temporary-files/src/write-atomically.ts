import { fsyncSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownedPath } from './owned-path.ts';
import { sweep } from './owner.ts';

/**
 * Writes a file and gives it its final name only when it is complete. A killed process leaves the previous file
 * in place. If two processes write at once, the later one wins. The file is not flushed to disk.
 * @param write receives the file descriptor of the temporary file, which is in the same folder; the folder must
 * exist
 */
export const writeAtomically = async <T>(path: string, write: (fd: number) => T): Promise<T> => {
  await sweep(dirname(path));
  const temporary = ownedPath(dirname(path), 'file');
  // Mode 0o644 minus the umask: other programs on this machine read the file too.
  const file = await open(temporary, 'wx', 0o644);
  try {
    const result = write(file.fd);
    await file.close();
    await rename(temporary, path);
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
};

/**
 * Replaces the content of a file, completely or not at all, as `writeAtomically` does.
 * @param flush writes the content to the disk first, so that it survives a power failure
 */
export const replaceFile = (path: string, content: string | Buffer, { flush = false } = {}): Promise<void> =>
  writeAtomically(path, (fd) => {
    writeFileSync(fd, content);
    if (flush) fsyncSync(fd);
  });
