import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';

/** A process, identified uniquely across hosts and restarts. */
export interface RunningProcess {
  /** A digest of the host’s boot ID and its PID namespace. */
  readonly host: string;
  readonly pid: number;
  /** Its start time in clock ticks of the kernel. */
  readonly started: number;
}

/** Returns the current process, or `undefined` on systems without Linux’s /proc. */
export const thisProcess = async (): Promise<RunningProcess | undefined> => {
  const host = await thisHost();
  const started = await startOf(process.pid);
  return host === undefined || started === undefined ? undefined : { host, pid: process.pid, started };
};

/** Returns whether the process runs, has ended, or is on another host. */
export const stateOf = async ({
  host,
  pid,
  started,
}: RunningProcess): Promise<'running' | 'gone' | 'elsewhere'> => {
  if ((await thisHost()) !== host) return 'elsewhere';
  return (await startOf(pid)) === started ? 'running' : 'gone';
};

const thisHost = async (): Promise<string | undefined> => {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const numbering = await readlink('/proc/self/ns/pid');
    return createHash('sha256').update(`${boot}${numbering}`).digest('hex').slice(0, 16);
  } catch {
    return undefined;
  }
};

/** Reads the 22nd field of /proc/PID/stat (proc(5)). The second, a name in parentheses, may contain spaces. */
const startOf = async (pid: number): Promise<number | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[19]);
  } catch {
    return undefined;
  }
};
