import { execFileSync } from 'node:child_process';
import type { Fault } from './plan-rounds.ts';

/** The start of a command that runs the rest of it with another view of a folder. */
export type Prefix = readonly string[];

const shell = (script: string, ...args: readonly string[]): Prefix => [
  ...['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', `${script}; shift 2; exec "$@"`, 'sh'],
  ...args,
];

/** Returns the prefix that shows a command a full disk or a read-only folder, even as root; empty for other faults. */
export const prefixOf = (fault: Fault, path: string): Prefix => {
  if (fault.kind === 'full-disk')
    return shell('mount -t tmpfs -o "size=$2" tmpfs "$1"', path, `${fault.kib}k`);
  if (fault.kind === 'read-only')
    return shell('mount --bind "$1" "$1"; mount -o "remount,bind,$2" "$1"', path, 'ro');
  return [];
};

/** Returns whether this host lets its user make mount namespaces: on Linux, as root. */
export const hasNamespaces = (): boolean => {
  try {
    const [command = '', ...args] = shell('mount -t tmpfs -o "size=$2" tmpfs "$1"', '/tmp', '64k');
    execFileSync(command, [...args, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
