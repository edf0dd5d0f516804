import { execa } from 'execa';
import type { NxRun } from './run-nx.ts';

/** Runs a generator as a user would who is asked nothing, and never throws for one that fails. */
export const runGenerator = async (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<NxRun> => {
  const { exitCode, all } = await execa('nx', ['generate', ...args, '--interactive=false'], {
    cwd: root,
    localDir: root,
    preferLocal: true,
    env: { ...env, NX_DAEMON: 'false', NO_COLOR: '1' },
    reject: false,
    all: true,
  });
  return { exitCode: exitCode ?? 1, output: all };
};
