import { spawnSync } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

/** @type {readonly (readonly [string, ...string[]])[]} */
const names =
  process.platform === 'win32' ? [['py', '-3'], ['python'], ['python3']] : [['python3'], ['python']];

const question =
  'import sys; print(sys.executable); print(sys.version_info[:2] >= (3, 10), sys.version.split()[0])';

/**
 * Returns the executable of a Python ≥ 3.10 on the PATH, for the virtual environment of the tools.
 * @returns {string}
 */
export const findPython = () => {
  const seen = [];
  for (const [program, ...args] of names) {
    const { status, stdout } = spawnSync(program, [...args, '-I', '-c', question], { encoding: 'utf8' });
    const [executable, answer] = (stdout ?? '').trim().split(/\r?\n/);
    if (status === 0 && executable && answer?.startsWith('True')) return executable;
    seen.push(`${program}: ${answer?.split(' ')[1] ?? 'not found, or it does not run'}`);
  }
  throw new SetupError(`layerkit needs Python 3.10 or newer on the PATH (${seen.join('; ')}).`);
};
