import { withLock } from './lock.mjs';
import { interpreters } from './interpreters.mjs';
import { packages } from './packages.mjs';
import { inWorkspace } from './places.mjs';
import { pythonTools } from './python-tools.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * One thing that has to be there. `isThere` is quick and writes nothing; `bring` may be killed at any moment
 * and leaves nothing that `isThere` would take for whole.
 * @typedef {{ what: string, isThere: () => boolean, bring: () => Promise<void> }} Step
 */

const steps = /** @type {readonly Step[]} */ ([packages, pythonTools, interpreters]);

/**
 * Brings what is missing, in order, one set-up at a time.
 * @returns {Promise<number>} the exit code
 */
export const setUp = async () => {
  try {
    if (steps.some(({ isThere }) => !isThere()))
      await withLock(inWorkspace('.layerkit', 'setup.lock'), bringMissing);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\nSet-up failed: ${error.message}`);
    return 1;
  }
};

const bringMissing = async () => {
  for (const { what, isThere, bring } of steps) {
    if (isThere()) continue;
    console.log(`Setting up ${what}`);
    await bring();
  }
};
