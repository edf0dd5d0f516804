import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

const require = createRequire(import.meta.url);

/**
 * Runs Nx and shows all output of its tasks.
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it succeeded
 */
export const runNx = async (args) => {
  const manifest = require.resolve('nx/package.json');
  const program = join(dirname(manifest), require(manifest).bin.nx);
  const child = spawn(process.execPath, [program, ...args, '--outputStyle=static'], {
    cwd: workspaceRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'close');
  return code === 0;
};
