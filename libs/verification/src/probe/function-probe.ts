import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { zipSources, type ZippedSources } from '@layerkit/zip/sources';
import type { Probe, ProbeRun, ProbeTask } from './probe.ts';
import { parseLine, readLines } from './read-lines.ts';

/** The answer of a function, or its error in one line. */
export type FunctionAnswer = { readonly payload: string } | { readonly error: string };

/** Invokes a function with the code that {@link zipProbe} writes. */
export type AskFunction = (event: object) => Promise<FunctionAnswer>;

export const probeHandler = '_layerkit_function.handle';

/** Writes the zip of a function whose handler, `probeHandler`, is the import probe. */
export const zipProbe = (outputPath: string): Promise<ZippedSources> =>
  zipSources({ directory: fileURLToPath(new URL('./python/', import.meta.url)), prefix: '', outputPath });

/**
 * The seconds after which an invocation answers with the results so far, so that no connection is silent for
 * minutes.
 */
export const invocationBudgetSeconds = 60;

/** The number of results in one answer, which may have 6 MB (AWS Lambda developer guide, “Lambda quotas”). */
const mostModules = 2000;

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
    const answer = await ask(eventOf(task));
    if ('error' in answer) {
      // If the whole invocation was ended, for example for its memory, the module that caused it is unknown:
      // try fewer modules.
      const count = task.modules.length + task.submodules.length;
      return count > 1 ? probe(firstOf(task, Math.ceil(count / 2))) : stoppedAlone(task, answer.error);
    }
    const { lines, python: version, ...end } = answerSchema.parse(JSON.parse(answer.payload));
    python = version;
    const { code, signal } = end;
    return readLines(lines.map(parseLine), {
      ...end,
      code: code ?? undefined,
      signal: signal ?? undefined,
      secondsPerModule: task.secondsPerModule,
    });
  };
  return { probe, python: () => python };
};

const answerSchema = z.strictObject({
  python: z.string(),
  lines: z.array(z.unknown()),
  timedOut: z.boolean(),
  silence: z.number(),
  code: z.number().nullable(),
  signal: z.string().nullable(),
  lastWords: z.string(),
});

const firstOf = (task: ProbeTask, count: number): ProbeTask => ({
  ...task,
  modules: task.modules.slice(0, count),
  submodules: task.submodules.slice(0, Math.max(0, count - task.modules.length)),
});

const eventOf = ({ modules, submodules, failed, secondsPerModule, budgetSeconds }: ProbeTask): object => ({
  modules,
  submodules,
  failed,
  seconds: secondsPerModule,
  budget: Math.min(budgetSeconds, invocationBudgetSeconds),
});

const stoppedAlone = ({ modules, submodules }: ProbeTask, error: string): ProbeRun => {
  const [module = ''] = [...modules, ...submodules];
  return {
    finished: [],
    stopped: { module, imported: false, seconds: 0, error },
    spent: new Map(),
    lastWords: error,
  };
};
