import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** Returns a new name for a temporary file or folder. It identifies this process. */
export const ownedName = (purpose: string): string =>
  [
    'layerkit',
    purpose,
    processSpace(),
    process.pid,
    startOf(process.pid),
    randomBytes(6).toString('hex'),
  ].join('-');

const owned = /^layerkit-[a-z-]+-([0-9a-f]{16})-(\d+)-(\d+)-/;

/** Deletes what processes of this user that are certainly gone have left in a folder under an owned name. */
export const sweep = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const [, space, pid = '', start] = owned.exec(name) ?? [];
    if (space !== processSpace() || startOf(Number(pid)) === start) continue;
    const path = join(directory, name);
    const found = await lstat(path).catch(() => undefined);
    // Another process may be deleting it, or it may be out of reach: the next run tries again.
    if (found !== undefined && found.uid === process.getuid?.())
      await removeFolder(path).catch(() => undefined);
  }
};

/**
 * Returns an identifier of the boot and the PID namespace, in which a PID with its start time is unique. Without /proc,
 * it identifies the host.
 */
const processSpace = (): string => createHash('sha256').update(spaceWords()).digest('hex').slice(0, 16);

const spaceWords = (): string => {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
};

/**
 * Returns the start time of a process in clock ticks since the boot (proc_pid_stat(5)), or 0 without /proc.
 * Undefined if there is no such process.
 */
const startOf = (pid: number): string | undefined => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, the second field, may contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return process.platform === 'linux' ? undefined : '0';
  }
};
