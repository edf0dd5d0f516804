import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import type { ProcessRun } from '../processes/process-run.ts';

export interface ScriptPlace {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a script as the runners of GitHub and GitLab do, in a bash that stops at the first command that fails.
 * Never throws.
 */
export const runScript = async (script: string, { cwd, env }: ScriptPlace): Promise<ProcessRun> => {
  const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const { exitCode, all } = await execa('bash', bash, {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    all: true,
  });
  // Nx always sets FORCE_COLOR for its tasks
  return { exitCode: exitCode ?? 1, output: stripVTControlCharacters(all) };
};
