import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inWorkspace } from './places.mjs';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { digestOf, isStamped, stamp } from './stamp.mjs';

const mark = inWorkspace('node_modules', '.layerkit-setup');
const digest = () => digestOf([inWorkspace('package-lock.json')]);

/**
 * The npm packages of the lock file. `npm ci` removes node_modules, and the mark in it, before it begins.
 * @type {import('./set-up.mjs').Step}
 */
export const packages = {
  what: 'npm packages',
  isThere: () => isStamped(mark, digest()),
  bring: async () => {
    // npm ci would delete the Nx that runs this
    if ('NX_TASK_TARGET_TARGET' in process.env)
      throw new SetupError('node_modules does not match package-lock.json.\nRun: node tools/setup/main.mjs');
    // NODE_ENV or a user's settings must not leave out what builds and tests; no install script is needed
    const settings = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run([...npm(), 'ci', ...settings], {
      hint: 'npm’s own message stands above. Without a network or with another registry: npm help npmrc.',
    });
    stamp(mark, digest());
  },
};

/**
 * The npm that runs us; else the one beside this Node; else the PATH’s. The script itself, since npm is no
 * program that can be started without a shell on Windows.
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
