import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file and gives it its final name only when it is complete. A killed process leaves the previous file
 * in place. If two processes write at once, the later one wins. The file is not flushed to disk, because that
 * takes as long as building it; all readers check its digest, and it can be built again.
 * @param write receives the file descriptor of the temporary file, which is in the same folder; the folder must
 * exist
 */
export const writeAtomically = async <T>(path: string, write: (fd: number) => T): Promise<T> => {
  await sweepAbandoned(path);
  const temporary = `${path}.${randomBytes(8).toString('hex')}${suffix}`;
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

const suffix = '.partial';
/** No build takes this long, so an older file was left by a killed process. */
const abandonedAfterMilliseconds = 60 * 60 * 1000;

const sweepAbandoned = async (path: string): Promise<void> => {
  const prefix = `${basename(path)}.`;
  const names = (await readdir(dirname(path))).filter(
    (name) => name.startsWith(prefix) && name.endsWith(suffix),
  );
  for (const name of names) {
    const partial = join(dirname(path), name);
    // Another build may sweep at the same time, so a file may already be gone.
    const found = await stat(partial).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMilliseconds)
      await rm(partial, { force: true });
  }
};
