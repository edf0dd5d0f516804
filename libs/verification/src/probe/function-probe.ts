import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { zipSources, type ZippedSources } from '@layerkit/zip/sources';
import { probeFolder, type Probe, type ProbeRun, type ProbeTask } from './probe.ts';
import { readReport } from './read-report.ts';

/** The answer of a function, or its error in one line. */
export type FunctionAnswer = { readonly payload: string } | { readonly error: string };

/** Invokes a function with the code that {@link zipProbe} writes. */
export type AskFunction = (event: object) => Promise<FunctionAnswer>;

export const probeHandler = '_layerkit_function.handle';

/** Writes the zip of a function whose handler, `probeHandler`, is the import probe. */
export const zipProbe = (outputPath: string): Promise<ZippedSources> =>
  zipSources({ directory: probeFolder, prefix: '', outputPath });

/**
 * The seconds after which an invocation answers with the results so far, so that no connection is silent for
 * minutes.
 */
export const invocationBudgetSeconds = 60;

/** The number of modules of one invocation. */
const mostModules = 2000;

/**
 * The length of a report, in bytes, after which an invocation answers: half of the 6 MB that an answer may have
 * (AWS Lambda developer guide, “Lambda quotas”), because JSON escapes the report’s quotes.
 */
const enoughBytes = 3_000_000;

export interface FunctionProbe {
  readonly probe: Probe;
  /** Returns the function’s Python version, once it has answered. */
  readonly python: () => string | undefined;
}

/** Returns a probe that runs as a function on Lambda. */
export const functionProbe = (ask: AskFunction): FunctionProbe => {
  let python: string | undefined;
  const probe: Probe = async (wanted) => {
    const task = firstOf(wanted, mostModules);
    const key = randomBytes(32).toString('hex');
    const answer = await ask(eventOf(task, key));
    const read = 'error' in answer ? undefined : readAnswer(answer.payload);
    if (read === undefined) {
      // If the whole invocation was ended, for example for its memory, the module that caused it is unknown:
      // try fewer modules.
      const count = task.modules.length + task.submodules.length;
      const error = 'error' in answer ? answer.error : 'the function’s answer is not the one of the probe';
      return count > 1 ? probe(firstOf(task, Math.ceil(count / 2))) : stoppedAlone(task, error);
    }
    python = read.python;
    const { report, code, signal, lastWords } = read;
    return readReport({ text: report, key }, task, {
      timedOut: false,
      code: code ?? undefined,
      signal: signal ?? undefined,
      lastWords,
    });
  };
  return { probe, python: () => python };
};

const answerSchema = z.strictObject({
  python: z.string(),
  report: z.string(),
  code: z.number().nullable(),
  signal: z.string().nullable(),
  lastWords: z.string(),
});

/** Returns the answer, or undefined if code of the layer answered in the function’s place. */
const readAnswer = (payload: string): z.infer<typeof answerSchema> | undefined => {
  try {
    return answerSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
};

const firstOf = (task: ProbeTask, count: number): ProbeTask => ({
  ...task,
  modules: task.modules.slice(0, count),
  submodules: task.submodules.slice(0, Math.max(0, count - task.modules.length)),
});

const eventOf = (
  { modules, submodules, failed, secondsPerModule, budgetSeconds }: ProbeTask,
  key: string,
): object => ({
  key,
  modules,
  submodules,
  failed,
  seconds: secondsPerModule,
  budget: Math.min(budgetSeconds, invocationBudgetSeconds),
  bytes: enoughBytes,
});

const stoppedAlone = ({ modules, submodules }: ProbeTask, error: string): ProbeRun => {
  const [module = ''] = [...modules, ...submodules];
  return {
    finished: [],
    stopped: { module, imported: false, seconds: 0, error },
    stoppedBy: 'ended',
    spent: new Map(),
    lastWords: error,
  };
};
