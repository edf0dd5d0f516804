import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireTool } from './require-tool.ts';

/** A folder of limited size. */
export interface LimitedFolder {
  /** The words before a command that sees the folder. In a user namespace, the command is its root. */
  readonly enter: readonly string[];
  /** Ends the process that keeps the folder. */
  close(): Promise<void>;
}

export interface FolderSize {
  readonly megabytes: number;
  /** Whether to mount it in a user namespace, because the caller is not root. */
  readonly unprivileged: boolean;
}

/** Prints a line when the folder is mounted, and keeps the namespace until its standard input is closed. */
const program = 'mount -t tmpfs -o "nosuid,nodev,mode=1777,size=$2m" tmpfs "$1" && echo && exec cat';

/**
 * Mounts a file system in memory over a folder, in a mount namespace of a process that ends with this one. So its
 * content outlives the commands that use it, as /tmp does on Lambda.
 * @throws Error if the host does not allow it
 */
export const limitFolder = async (
  folder: string,
  { megabytes, unprivileged }: FolderSize,
): Promise<LimitedFolder> => {
  const namespaces = [...(unprivileged ? ['--user', '--map-root-user'] : []), '--mount'];
  const args = [...namespaces, '/bin/sh', '-c', program, 'sh', folder, String(megabytes)];
  const keeper = spawn(requireTool('unshare'), args, { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(keeper, 'exit');
  let complaint = '';
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const mounted = await Promise.race([once(keeper.stdout, 'data'), exited.then(() => undefined)]);
  if (mounted === undefined) throw new Error(`cannot limit /tmp: ${complaint.trim()}`);
  const user = unprivileged ? ['--user', '--preserve-credentials'] : [];
  return {
    enter: [requireTool('nsenter'), '--target', String(keeper.pid), ...user, '--mount'],
    close: async () => {
      keeper.stdin.end();
      await exited;
    },
  };
};
