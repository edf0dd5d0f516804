import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProcessRun } from '../processes/process-run.ts';
import { interpolate, isTrue, type Contexts } from './github-expression.ts';
import { runScript, type ScriptPlace } from './run-script.ts';

/** A workflow file, as far as the commands of its jobs need it. */
interface Workflow {
  readonly env?: Variables | undefined;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly if?: string | undefined;
  readonly env?: Variables | undefined;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name?: string | undefined;
  readonly if?: string | undefined;
  readonly uses?: string | undefined;
  readonly with?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly run?: string | undefined;
}

type Variables = Readonly<Record<string, string>>;

/**
 * Replaces an action, which only GitHub can run. Takes the action's inputs and returns what it adds to the
 * environment.
 */
type Action = (inputs: Variables) => Promise<Variables> | Variables;

export interface GithubJob {
  readonly workflow: string;
  readonly job: string;
  /** `github`, `vars`, `secrets`. The workflow defines the others. */
  readonly contexts: Contexts;
  readonly place: ScriptPlace;
  /** Replacements by name, without version. A workflow that uses another action fails. */
  readonly actions: Readonly<Record<string, Action>>;
}

export interface StepRun extends ProcessRun {
  readonly name: string;
}

/** Returns whether GitHub would start the job. */
export const wouldRun = (workflow: string, job: string, contexts: Contexts): boolean => {
  const condition = jobOf(workflow, job).job.if;
  return condition === undefined || isTrue(condition, contexts);
};

/** Runs the job’s own commands in order, with the environment that GitHub would give them, until one fails. */
export const runGithubJob = async (wanted: GithubJob): Promise<readonly StepRun[]> => {
  const { contexts, place } = wanted;
  const { workflow, job } = jobOf(wanted.workflow, wanted.job);
  const context = { ...contexts, github: { ...contexts['github'], job: wanted.job } };
  let env: Variables = interpolated({ ...workflow.env, ...job.env }, context);
  const runs: StepRun[] = [];
  for (const step of job.steps) {
    const known = { ...context, env };
    if (step.if !== undefined && !isTrue(step.if, known)) continue;
    if (step.run === undefined) {
      env = { ...env, ...(await act(step, wanted, known)) };
      continue;
    }
    const files = {
      GITHUB_ENV: join(place.cwd, '..', 'env'),
      GITHUB_OUTPUT: join(place.cwd, '..', 'output'),
    };
    await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
    const script = interpolate(step.run, known);
    const run = await runScript(script, { ...place, env: { ...place.env, ...env, ...files } });
    runs.push({ name: step.name ?? step.run, ...run });
    if (run.exitCode !== 0) break;
    env = { ...env, ...readAssignments(await readFile(files.GITHUB_ENV, 'utf8')) };
  }
  return runs;
};

const jobOf = (text: string, name: string) => {
  const workflow = parse(text) as Workflow;
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`the workflow has no job ${name}`);
  return { workflow, job };
};

const act = async ({ uses = '', with: inputs = {} }: Step, { actions }: GithubJob, contexts: Contexts) => {
  const action = actions[uses.replace(/@.*$/, '')];
  if (action === undefined) throw new Error(`the workflow uses ${uses}, which this test does not replace`);
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)] as const);
  const plain = texts.filter(([, value]) => !/hashFiles|steps\./.test(value));
  return action(interpolated(Object.fromEntries(plain), contexts));
};

const interpolated = (values: Variables, contexts: Contexts): Variables =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, interpolate(value, contexts)]));

const readAssignments = (text: string): Variables =>
  Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
