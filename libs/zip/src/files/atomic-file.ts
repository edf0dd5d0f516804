import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Creates a file under its final name only when it is complete. A process that is killed leaves what stood there
 * before; two at once each write their own and the later one stands. It is not flushed to disk: that would take as
 * long as building it, for a file whose readers all check its digest and that can be built again.
 * @param write gets the file descriptor of the temporary file in the same folder, which must exist.
 */
export const writeAtomically = async <T>(path: string, write: (fd: number) => T): Promise<T> => {
  await sweepAbandoned(path);
  const temporary = `${path}.${randomBytes(8).toString('hex')}${suffix}`;
  // Mode 0o644 less the umask: Lambda takes bytes, but other programs here read the file too.
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
/** No splice takes so long: what is older was left by a process that was killed. */
const abandonedAfterMilliseconds = 60 * 60 * 1000;

const sweepAbandoned = async (path: string): Promise<void> => {
  const prefix = `${basename(path)}.`;
  const names = (await readdir(dirname(path))).filter(
    (name) => name.startsWith(prefix) && name.endsWith(suffix),
  );
  for (const name of names) {
    const partial = join(dirname(path), name);
    // Another build may sweep at the same time: what is gone is gone.
    const found = await stat(partial).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMilliseconds)
      await rm(partial, { force: true });
  }
};
