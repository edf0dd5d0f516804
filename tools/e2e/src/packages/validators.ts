import { delimiter, join } from 'node:path';
import { findInterpreter } from '@layerkit/execution-environment';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';
import type { ProcessRun } from '../processes/process-run.ts';
import { workspaceRoot } from '../workspace/copy-workspace.ts';

/** Runs one of the installed programs; never throws. */
export type Validate = (program: string, args: readonly string[]) => Promise<ProcessRun>;

/**
 * Installs validators into the folder.
 * @param set the file in tools/setup/python-tools that pins them by hash
 */
export const installValidators = async (
  folder: string,
  set: 'workflow-validators' | 'stack-validators',
): Promise<Validate> => {
  const env = testEnvironment();
  const { path: python } = await findInterpreter('python3.12', { directory: workspaceRoot });
  const uv = (args: readonly string[]) => execa(env['LAYERKIT_UV'] ?? 'uv', args, { env, extendEnv: false });
  await uv(['venv', '--quiet', '--python', python, folder]);
  const pins = join(workspaceRoot, `tools/setup/python-tools/${set}.txt`);
  const into = ['--python', folder, '--only-binary', ':all:'];
  await uv(['pip', 'install', '--quiet', '--require-hashes', ...into, '--requirement', pins]);
  const programs = join(folder, 'bin');
  return async (program, args) => {
    const { exitCode, all } = await execa(join(programs, program), args, {
      // The validators find one another on the PATH
      env: { PATH: `${programs}${delimiter}${env['PATH'] ?? ''}` },
      reject: false,
      all: true,
    });
    return { exitCode: exitCode ?? 1, output: all };
  };
};
