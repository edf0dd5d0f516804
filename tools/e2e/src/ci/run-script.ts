import { execa } from 'execa';

export interface ScriptRun {
  readonly exitCode: number;
  /** stdout and stderr as they came, without colours. */
  readonly output: string;
}

export interface ScriptPlace {
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a script as the runners of GitHub and GitLab do: bash that stops at the first command that fails. Never throws. */
export const runScript = async (script: string, { cwd, env }: ScriptPlace): Promise<ScriptRun> => {
  const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const { exitCode, all } = await execa('bash', bash, {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    all: true,
  });
  // eslint-disable-next-line no-control-regex -- Nx sets FORCE_COLOR for its tasks whatever it was told
  return { exitCode: exitCode ?? 1, output: all.replace(/\u001b\[[0-9;]*m/g, '') };
};
