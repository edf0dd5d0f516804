import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';

export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = fileURLToPath(new URL('../../../../libs/layer/src/command/main.mjs', import.meta.url));

/** Runs the command from its sources, as `npx layerkit` does in a clone. Never throws if the command fails. */
export const runLayerkit = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandOutcome> => {
  const { exitCode, stdout, stderr } = await startLayerkit(args, env);
  return { exitCode: exitCode ?? -1, stdout, stderr };
};

/** Starts the command and returns its process, for tests that act on it. */
export const startLayerkit = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  execa(process.execPath, [main, ...args], {
    env: { ...testEnvironment(), ...env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
  });
