import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import type { ProcessRun } from '../processes/process-run.ts';

/** Runs Nx in a workspace as a user would, without its daemon. Never throws if a task fails. */
export const runNx = (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessRun> => runNxWith(root, [...args, '--outputStyle=stream'], { ...process.env, ...env });

/** Runs Nx with only these arguments and this environment, and no variables of this process. */
export const runNxWith = async (
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ProcessRun> => {
  const { exitCode, all } = await execa('nx', args, {
    cwd: root,
    localDir: root,
    preferLocal: true,
    env: { ...env, NX_DAEMON: 'false', NX_TUI: 'false' },
    extendEnv: false,
    reject: false,
    all: true,
  });
  // Nx always sets FORCE_COLOR for its tasks
  return { exitCode: exitCode ?? 1, output: stripVTControlCharacters(all) };
};

/** Returns the tasks that Nx took from its cache, as `project:target`. */
export const cachedTasks = ({ output }: ProcessRun): readonly string[] =>
  [...output.matchAll(/> nx run (\S+) +\[(?:local cache|existing outputs match the cache[^\]]*)\]/g)].map(
    (match) => match[1] ?? '',
  );

/** Returns the tasks whose outputs came from the remote cache, as `project:target`. */
export const remotelyCachedTasks = ({ output }: ProcessRun): readonly string[] =>
  [...output.matchAll(/> nx run (\S+) +\[remote cache\]/g)].map((match) => match[1] ?? '');

/**
 * Returns the tasks in the order in which they started, as `project:target`. Tasks from the cache are listed
 * where their result was needed.
 */
export const startedTasks = ({ output }: ProcessRun): readonly string[] =>
  [...output.matchAll(/^> nx run (\S+)/gm)].map((match) => match[1] ?? '');

/** Returns the output of the tasks of one project. */
export const outputOf = ({ output }: ProcessRun, project: string): string =>
  output
    .split('\n')
    .filter((line) => line.startsWith(`${project}: `))
    .map((line) => line.slice(project.length + 2))
    .join('\n');
