import { execa } from 'execa';

export interface NxRun {
  readonly exitCode: number;
  /** stdout and stderr as a person sees them, without colours. */
  readonly output: string;
}

/** Runs Nx in a workspace as a user would, without its daemon, and never throws for a failed task. */
export const runNx = (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<NxRun> => runNxWith(root, [...args, '--outputStyle=stream'], { ...process.env, ...env });

/** Just these arguments, with this environment and nothing else of this process’s. */
export const runNxWith = async (
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<NxRun> => {
  const { exitCode, all } = await execa('nx', args, {
    cwd: root,
    localDir: root,
    preferLocal: true,
    env: { ...env, NX_DAEMON: 'false', NX_TUI: 'false' },
    extendEnv: false,
    reject: false,
    all: true,
  });
  // eslint-disable-next-line no-control-regex -- Nx sets FORCE_COLOR for its tasks whatever it was told
  return { exitCode: exitCode ?? 1, output: all.replace(/\u001b\[[0-9;]*m/g, '') };
};

/** The tasks that Nx took from its cache, as `project:target`. */
export const cachedTasks = ({ output }: NxRun): readonly string[] =>
  [...output.matchAll(/> nx run (\S+) +\[(?:local cache|existing outputs match the cache[^\]]*)\]/g)].map(
    (match) => match[1] ?? '',
  );

/** The tasks whose outputs came from the remote cache, as `project:target`. */
export const remotelyCachedTasks = ({ output }: NxRun): readonly string[] =>
  [...output.matchAll(/> nx run (\S+) +\[remote cache\]/g)].map((match) => match[1] ?? '');

/** The tasks in the order they were started, as `project:target`; those from the cache come where they were needed. */
export const startedTasks = ({ output }: NxRun): readonly string[] =>
  [...output.matchAll(/^> nx run (\S+)/gm)].map((match) => match[1] ?? '');

/** What the tasks of one project printed. */
export const outputOf = ({ output }: NxRun, project: string): string =>
  output
    .split('\n')
    .filter((line) => line.startsWith(`${project}: `))
    .map((line) => line.slice(project.length + 2))
    .join('\n');
