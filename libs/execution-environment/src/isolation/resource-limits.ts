import { readFileSync } from 'node:fs';
import { findExecutables } from '../host/find-executable.ts';

/** Limits of each process, by the names of setrlimit(2). The process limit counts all processes of the user. */
export type ResourceLimits = Readonly<
  Partial<Record<'CORE' | 'FSIZE' | 'MEMLOCK' | 'NOFILE' | 'NPROC', number | undefined>>
>;

/** The lines of the limits in /proc/self/limits. */
const lines = {
  CORE: 'Max core file size',
  FSIZE: 'Max file size',
  MEMLOCK: 'Max locked memory',
  NOFILE: 'Max open files',
  NPROC: 'Max processes',
} as const;

/** Returns the limits, and one for each file, of an isolation that can’t limit the size of /tmp. */
export const limitsWithFiles = ({ limits = {}, tmpMb }: LimitedLayout): ResourceLimits =>
  tmpMb === undefined ? limits : { ...limits, FSIZE: tmpMb * 2 ** 20 };

interface LimitedLayout {
  readonly limits?: ResourceLimits | undefined;
  readonly tmpMb?: number | undefined;
}

export interface LimitedCommand {
  /** The words to put before a command. */
  readonly prefix: readonly string[];
  readonly limitations: readonly string[];
}

/** Returns how to start a command with these limits, or with the host’s own if they are lower. */
export const limitCommand = (limits: ResourceLimits): LimitedCommand => {
  const wanted = (['CORE', 'FSIZE', 'MEMLOCK', 'NOFILE', 'NPROC'] as const).flatMap((name) => {
    const most = limits[name];
    return most === undefined ? [] : [[name, most] as const];
  });
  if (wanted.length === 0) return { prefix: [], limitations: [] };
  const [prlimit] = findExecutables('prlimit', '/usr/bin:/bin');
  if (prlimit === undefined)
    return { prefix: [], limitations: ['the limits of processes are those of this host'] };
  const host = readFileSync('/proc/self/limits', 'utf8');
  const words = wanted.map(([name, most]) => {
    const [, hard = 'unlimited'] = new RegExp(`^${lines[name]} +\\S+ +(\\S+)`, 'm').exec(host) ?? [];
    const value = hard === 'unlimited' ? most : Math.min(Number(hard), most);
    return `--${name.toLowerCase()}=${value}:${value}`;
  });
  return { prefix: [prlimit, ...words], limitations: [] };
};
