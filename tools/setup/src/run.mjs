import { spawn } from 'node:child_process';
import { holdAlsoFor } from './lock.mjs';
import { workspaceRoot } from './places.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Runs a program to its end, with its output on the terminal.
 * @param {readonly [string, ...string[]]} command
 * @param {{ env?: NodeJS.ProcessEnv, called?: string, hint?: string }} [options] `called`: its name in
 *   messages, by default the command; `hint`: what to do if it fails
 * @returns {Promise<void>}
 */
export const run = ([program, ...args], options = {}) =>
  new Promise((resolve, reject) => {
    const { env = process.env, called = [program, ...args].join(' '), hint } = options;
    /** @param {string} how */
    const fail = (how) => reject(new SetupError([`${called} ${how}.`, ...(hint ? [hint] : [])].join('\n')));
    const child = spawn(program, args, { cwd: workspaceRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    holdAlsoFor(child.pid);
    child.once('error', ({ message }) => fail(`could not be started: ${message}`));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else fail(`failed with ${signal ?? `exit code ${String(code)}`}`);
    });
  });
