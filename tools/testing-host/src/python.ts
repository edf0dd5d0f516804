import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs a script with the host's CPython, as an oracle, and returns the JSON that it prints. Its arguments are
 * in sys.argv[1:].
 */
export const python = async (script: string, ...args: readonly string[]): Promise<unknown> => {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const { stdout } = await run(command, ['-c', script, ...args], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
};
