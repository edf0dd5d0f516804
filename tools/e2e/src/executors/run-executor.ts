import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';
import type { ProcessRun } from '../processes/process-run.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ExecutorTask } from './executor-process.ts';

export interface ExecutorRun {
  /** Name of the executor as in project.json, without the scope: `layer:build`. */
  readonly executor: string;
  readonly project: string;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** Variables to add to the environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Runs an executor in its own process as Nx does, but without Nx, which would take several times as long. Never
 * throws if the executor fails.
 */
export const runExecutor = async (workspace: Workspace, run: ExecutorRun): Promise<ProcessRun> => {
  const { exitCode, all } = await startExecutor(workspace, run);
  return { exitCode: exitCode ?? 1, output: all };
};

const script = fileURLToPath(new URL('./executor-process.ts', import.meta.url));

/** Starts an executor and returns its process, for tests that act on it. */
export const startExecutor = (workspace: Workspace, run: ExecutorRun) =>
  startExecutors(workspace, [run], { env: run.env });

export interface ProcessOptions {
  readonly env?: ExecutorRun['env'];
  /** The start of the command, which runs the rest of it. */
  readonly prefix?: readonly string[];
}

/** Starts executors that run one after the other in one process, with the same variables. */
export const startExecutors = (
  { root }: Workspace,
  runs: readonly Omit<ExecutorRun, 'env'>[],
  { env = {}, prefix = [] }: ProcessOptions = {},
) => {
  const tasks = runs.map(({ executor, project, options = {} }): ExecutorTask => ({
    root,
    executor,
    project,
    options,
  }));
  const node = [process.execPath, '--import', 'tsx', script, JSON.stringify(tasks)];
  const [file = '', ...args] = [...prefix, ...node];
  return execa(file, args, {
    env: { ...testEnvironment(), NO_COLOR: '1', ...env },
    extendEnv: false,
    all: true,
    reject: false,
  });
};
