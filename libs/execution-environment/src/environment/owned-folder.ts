import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Creates a folder for temporary files whose name identifies this process. Deletes the folders of processes that were killed
 * before they could do so.
 */
export const makeOwnedFolder = async (purpose: string, parent: string = tmpdir()): Promise<string> => {
  const directory = await realpath(parent);
  await sweep(directory);
  const name = ['layerkit', purpose, processSpace(), process.pid, startOf(process.pid), ''].join('-');
  return mkdtemp(join(directory, name));
};

/** Deletes a folder, even if code has made folders in it unreadable for their owner. */
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

const ownedName = /^layerkit-[a-z]+-([0-9a-f]{16})-(\d+)-(\d+)-/;

/** Deletes the folders of this user whose process is certainly gone. */
const sweep = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const [, space, pid = '', start] = ownedName.exec(name) ?? [];
    if (space !== processSpace() || startOf(Number(pid)) === start) continue;
    const folder = join(directory, name);
    const found = await lstat(folder).catch(() => undefined);
    // Another process may be deleting it, or it may be out of reach: the next run tries again.
    if (found?.isDirectory() === true && found.uid === process.getuid?.())
      await removeFolder(folder).catch(() => undefined);
  }
};

/** Returns an identifier of the boot and the PID namespace, in which a PID with its start time is unique. */
const processSpace = (): string => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  return createHash('sha256')
    .update(`${boot} ${readlinkSync('/proc/self/ns/pid')}`)
    .digest('hex')
    .slice(0, 16);
};

/** Returns the start time of a process in clock ticks since the boot (proc_pid_stat(5)), or undefined. */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, the second field, may contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};
