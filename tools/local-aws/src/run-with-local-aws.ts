import { constants } from 'node:os';
import { printableLine } from '@layerkit/failure';
import { startLocalLambda } from '@layerkit/local-lambda';
import { execa } from 'execa';
import { childEnvironment } from './child-environment.ts';
import type { Place } from './command-line.ts';
import { onSignals } from './signals.ts';

/**
 * Runs a command with a local AWS that is stopped when the command ends.
 * @returns the command's exit code; 128 plus the signal's number if a signal ended it; 127 if there is no such
 *   command
 * @throws LayerkitError local-aws/failed if the local AWS can't be started
 */
export const runWithLocalAws = async (
  command: readonly string[],
  place: Place,
  env: NodeJS.ProcessEnv,
): Promise<number> => {
  const local = await startLocalLambda(place);
  try {
    return await run(command, childEnvironment(env, { endpoint: local.endpoint, region: place.region }));
  } finally {
    await local.close();
  }
};

const run = async (command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  const [file = '', ...args] = command;
  const child = execa(file, args, { stdio: 'inherit', env, extendEnv: false, reject: false });
  const forget = onSignals((signal) => {
    // A terminal sends Ctrl+C to the command itself, and many programs act differently on a second one
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  const result = await child.finally(forget);
  if (result.exitCode !== undefined) return result.exitCode;
  if (result.signal !== undefined) return 128 + constants.signals[result.signal];
  process.stderr.write(`${printableLine(whyNotStarted(file, result.code, result.originalMessage))}\n`);
  return 127;
};

const whyNotStarted = (file: string, code: string | undefined, message: string | undefined): string => {
  if (code === 'ENOENT') return `${file}: no such command`;
  if (code === 'EACCES') return `${file}: permission denied`;
  return `${file} could not be started: ${message ?? 'unknown reason'}`;
};
