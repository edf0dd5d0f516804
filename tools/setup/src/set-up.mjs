import { withLock } from './lock.mjs';
import { interpreters } from './interpreters.mjs';
import { packages } from './packages.mjs';
import { inWorkspace } from './places.mjs';
import { pythonTools } from './python-tools.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * One part of the setup. `isInstalled` is quick and writes nothing. `install` may be killed at any moment, and
 * `isInstalled` never accepts what it leaves unfinished.
 * @typedef {{ what: string, isInstalled: () => boolean, install: () => Promise<void> }} Step
 */

const steps = /** @type {readonly Step[]} */ ([packages, pythonTools, interpreters]);

/**
 * Installs what is missing, in order. Only one setup runs at a time.
 * @returns {Promise<number>} the exit code
 */
export const setUp = async () => {
  try {
    if (steps.some(({ isInstalled }) => !isInstalled()))
      await withLock(inWorkspace('.layerkit', 'setup.lock'), installMissing);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\nSetup failed: ${error.message}`);
    return 1;
  }
};

const installMissing = async () => {
  for (const { what, isInstalled, install } of steps) {
    if (isInstalled()) continue;
    console.log(`Setting up ${what}`);
    await install();
  }
};
