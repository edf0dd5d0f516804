import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The host's CPython, an oracle. The script gets its arguments in sys.argv[1:] and answers with JSON. */
export const python = async (script: string, ...args: readonly string[]): Promise<unknown> => {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const { stdout } = await run(command, ['-c', script, ...args], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
};
