import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';

/** A process by names that no other one ever has. */
export interface RunningProcess {
  /** Of the host since it was started, and of the space in which its process numbers count. */
  readonly host: string;
  readonly pid: number;
  /** When it was started, in the kernel’s ticks. */
  readonly started: number;
}

/** This process; `undefined` on systems without Linux’s /proc. */
export const thisProcess = async (): Promise<RunningProcess | undefined> => {
  const host = await thisHost();
  const started = await startOf(process.pid);
  return host === undefined || started === undefined ? undefined : { host, pid: process.pid, started };
};

/** Whether it runs, is gone, or can’t be seen from here. */
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

/** The 22nd field of /proc/PID/stat (proc(5)); the second, a name in brackets, may hold spaces. */
const startOf = async (pid: number): Promise<number | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[19]);
  } catch {
    return undefined;
  }
};
