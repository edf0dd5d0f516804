import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.mjs';
import { workspaceRoot } from './places.mjs';

/**
 * Runs a program to its end, its output going to the terminal.
 * @param {readonly [string, ...string[]]} command
 * @param {{ env?: NodeJS.ProcessEnv, hint?: string }} [options] `hint`: what to do when it fails
 * @returns {Promise<void>}
 */
export const run = ([program, ...args], { env = process.env, hint } = {}) =>
  new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ how) =>
      reject(
        new SetupError(`${[program, ...args].join(' ')} ${how}.${hint === undefined ? '' : `\n${hint}`}`),
      );
    const child = spawn(program, args, { cwd: workspaceRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', ({ message }) => fail(`could not be started: ${message}`));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else fail(`ended with ${signal ?? `exit code ${String(code)}`}`);
    });
  });
