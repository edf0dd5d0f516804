import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inWorkspace } from './places.mjs';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { digestOf, isStamped, stamp } from './stamp.mjs';

const mark = inWorkspace('node_modules', '.layerkit-setup');
const digest = () => digestOf([inWorkspace('package-lock.json')]);

/**
 * Installs the npm packages of the lock file. `npm ci` first deletes node_modules and the stamp in it.
 * @type {import('./set-up.mjs').Step}
 */
export const packages = {
  what: 'npm packages',
  isInstalled: () => isStamped(mark, digest()),
  install: async () => {
    // npm ci would delete the Nx that runs this
    if ('NX_TASK_TARGET_TARGET' in process.env)
      throw new SetupError('node_modules does not match package-lock.json.\nRun: node tools/setup/main.mjs');
    // NODE_ENV or a user's settings must not omit development packages; no package needs its install script
    const settings = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run([...npm(), 'ci', ...settings], {
      hint: 'See npm’s message above. To set a proxy or another registry, see: npm help npmrc',
    });
    stamp(mark, digest());
  },
};

/**
 * Returns the command for the npm that runs this process, else the one next to this Node, else the one on the
 * PATH. It is npm's script if possible, since Windows can start npm itself only in a shell.
 * @returns {[string, ...string[]]}
 */
const npm = () => {
  const node = dirname(process.execPath);
  const script = [
    process.env['npm_execpath'] ?? '',
    join(node, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(node, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
};
