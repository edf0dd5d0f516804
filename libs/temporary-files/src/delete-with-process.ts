import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';

/**
 * Deletes a file or a folder when this process has ended, however it ends. A handler of signals could not: it waits for
 * the code that runs, so a signal would have no effect while a large file is parsed, and nothing handles SIGKILL. If there is
 * no `sh`, nothing is deleted.
 */
export const deleteWithProcess = (path: string): void => {
  // A line is a path
  if (path.includes('\n')) return;
  cleaner ??= startCleaner();
  cleaner.write(`${path}\n`);
};

let cleaner: Writable | undefined;

/** Reads paths until its input ends, which is when this process has ended, and deletes them. */
const script = `
trap '' HUP INT TERM
paths=$(cat)
set -f
IFS='
'
exec rm -rf -- $paths
`;

/** Starts the cleaner in a session of its own, so that the signals of a terminal do not reach it. */
const startCleaner = (): Writable => {
  const child = spawn('sh', ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // A pipe of a child is a socket, which keeps the process alive
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child.stdin;
};
