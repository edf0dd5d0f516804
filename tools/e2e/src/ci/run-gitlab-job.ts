import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProcessRun } from '../processes/process-run.ts';
import { copyFolders } from './runner-machine.ts';
import { runScript, type ScriptPlace } from './run-script.ts';

interface Pipeline {
  readonly variables?: Variables | undefined;
  readonly [job: string]: Job | Variables | undefined;
}

interface Job {
  readonly extends?: string | undefined;
  readonly variables?: Variables | undefined;
  readonly cache?: readonly Cache[] | undefined;
  readonly before_script?: readonly string[] | undefined;
  readonly script?: readonly string[] | undefined;
}

interface Cache {
  readonly key: string | Readonly<Record<string, unknown>>;
  readonly paths: readonly string[];
  /** The default is both. */
  readonly policy?: 'pull' | 'push' | 'pull-push' | undefined;
}

type Variables = Readonly<Record<string, string>>;

export interface GitlabJob {
  readonly pipeline: string;
  readonly job: string;
  readonly place: ScriptPlace;
  /** The folder that keeps caches between jobs. Each job runs in its own folder. */
  readonly caches: string;
}

/**
 * Runs the job as a runner of GitLab does: restores its caches, runs before_script and script as one, and saves
 * the caches.
 */
export const runGitlabJob = async ({
  pipeline,
  job: name,
  place,
  caches,
}: GitlabJob): Promise<ProcessRun> => {
  const { job, variables } = jobOf(pipeline, name);
  const env = { ...place.env, CI_PROJECT_DIR: place.cwd, CI_JOB_NAME: name };
  for (const cache of job.cache ?? [])
    if (cache.policy !== 'push') await copyFolders(cache.paths, folderOf(cache, caches, env), place.cwd);
  const all = { ...env, ...expanded(variables, env) };
  const run = await runScript(scriptOf(pipeline, name), { ...place, env: all });
  if (run.exitCode === 0)
    for (const cache of job.cache ?? [])
      if (cache.policy !== 'pull') await copyFolders(cache.paths, place.cwd, folderOf(cache, caches, env));
  return run;
};

/** Returns the script that the runner passes to the shell. */
export const scriptOf = (pipeline: string, name: string): string => {
  const { job } = jobOf(pipeline, name);
  return [...(job.before_script ?? []), ...(job.script ?? [])].join('\n');
};

const jobOf = (text: string, name: string) => {
  const pipeline = parse(text, { merge: true }) as Pipeline;
  const own = pipeline[name] as Job | undefined;
  if (own === undefined) throw new Error(`the pipeline has no job ${name}`);
  const base = own.extends === undefined ? {} : (pipeline[own.extends] as Job);
  const variables = { ...pipeline.variables, ...base.variables, ...own.variables };
  return { job: { ...base, ...own }, variables };
};

const folderOf = ({ key }: Cache, caches: string, env: Variables): string =>
  join(caches, encodeURIComponent(expand(typeof key === 'string' ? key : JSON.stringify(key), env)));

const expanded = (variables: Variables, env: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, expand(value, env)]));

const expand = (text: string, env: Variables): string =>
  text.replace(/\$(\w+)/g, (_, name: string) => env[name] ?? '');
