import type { ImportedModule } from '@layerkit/artifact/verification';
import { LayerkitError } from '@layerkit/failure';
import type { Probe, ProbeRun, Spent, StopKind } from './probe/probe.ts';
import { book } from './probe/read-report.ts';

/** The time limits for imports. */
export interface TimeLimits {
  /** Whole seconds for each import. */
  readonly secondsPerModule: number;
  /** Seconds for all imports together, for messages. */
  readonly seconds: number;
  /** The end of these seconds, by performance.now(). No import starts after it. */
  readonly deadline: number;
}

export interface ImportModulesRequest {
  readonly probe: Probe;
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter that has imported only the modules. */
  readonly submodules?: readonly string[];
  readonly limits: TimeLimits;
}

/** The result of an import, and what to think of it. */
export interface ImportAttempt {
  readonly result: ImportedModule;
  /** How the import stopped its interpreter; absent if it did not. */
  readonly stoppedBy?: StopKind | undefined;
  /** Whether code that was imported in the same interpreter tried to write results itself. */
  readonly doubtful: boolean;
}

/**
 * Imports modules in one interpreter, as a function does. If a module ends the interpreter (a crash, an exit)
 * or never returns, that is its result, and a new interpreter continues after it.
 * @returns one attempt for each module and submodule, in order
 * @throws LayerkitError environment/failed if the interpreter can’t start
 */
export const importModules = async (request: ImportModulesRequest): Promise<readonly ImportAttempt[]> => {
  const { probe, modules, submodules = [], limits } = request;
  const attempts: ImportAttempt[] = [];
  const spent = new Map<string, Spent>();
  const names = [...modules, ...submodules];
  while (attempts.length < names.length && performance.now() < limits.deadline) {
    const run = await probe({
      modules: modules.slice(attempts.length),
      submodules: submodules.slice(Math.max(0, attempts.length - modules.length)),
      failed: attempts.filter(({ result }) => !result.imported).map(({ result }) => result.module),
      secondsPerModule: limits.secondsPerModule,
      budgetSeconds: (limits.deadline - performance.now()) / 1000,
    });
    for (const [module, more] of run.spent) book(spent, module, more);
    attempts.push(...attemptsOf(run));
    const nothing = run.finished.length === 0 && run.stopped === undefined;
    if (nothing && performance.now() < limits.deadline) throw didNotRun(run.lastWords);
  }
  const untried = names
    .slice(attempts.length)
    .map((module) => ({ result: notTried(module, limits), doubtful: false }));
  return [...attempts, ...untried].map(({ result, ...rest }) => ({
    ...rest,
    result: withOwn(result, spent.get(result.module)),
  }));
};

const attemptsOf = ({ finished, stopped, stoppedBy }: ProbeRun): readonly ImportAttempt[] => {
  const doubtful = stoppedBy === 'misbehaved';
  return [
    ...finished.map((result) => ({ result, doubtful })),
    ...(stopped === undefined ? [] : [{ result: stopped, stoppedBy, doubtful }]),
  ];
};

const withOwn = (result: ImportedModule, spent: Spent | undefined): ImportedModule => {
  if (spent === undefined) return result;
  const memory = result.memoryBytes === undefined ? {} : { ownMemoryBytes: Math.max(0, spent.bytes) };
  return { ...result, ownSeconds: spent.seconds, ...memory };
};

const notTried = (module: string, { seconds }: TimeLimits): ImportedModule => ({
  module,
  imported: false,
  seconds: 0,
  error: `not tried: the time limit of ${seconds} seconds for the whole layer was reached`,
});

const didNotRun = (lastWords: string): LayerkitError =>
  new LayerkitError({
    code: 'environment/failed',
    message: 'the interpreter that imports the layer’s modules did not start',
    problems: lastWords.trim().split('\n').slice(-10),
    hint: 'Run verify again. To use another isolation or interpreter, set LAYERKIT_ISOLATION or LAYERKIT_PYTHON.',
  });
