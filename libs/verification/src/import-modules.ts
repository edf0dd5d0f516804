import type { ImportedModule } from '@layerkit/artifact/verification';
import { LayerkitError } from '@layerkit/failure';
import type { Probe, Spent } from './probe/probe.ts';
import { book } from './probe/read-lines.ts';

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

/**
 * Imports modules in one interpreter, as a function does. If a module ends the interpreter (a crash, an exit)
 * or never returns, that is its result, and a new interpreter continues after it.
 * @returns one result for each module and submodule, in order
 * @throws LayerkitError environment/failed if the interpreter can’t start
 */
export const importModules = async (request: ImportModulesRequest): Promise<readonly ImportedModule[]> => {
  const { probe, modules, submodules = [], limits } = request;
  const results: ImportedModule[] = [];
  const spent = new Map<string, Spent>();
  const names = [...modules, ...submodules];
  while (results.length < names.length && performance.now() < limits.deadline) {
    const run = await probe({
      modules: modules.slice(results.length),
      submodules: submodules.slice(Math.max(0, results.length - modules.length)),
      failed: results.filter(({ imported }) => !imported).map(({ module }) => module),
      secondsPerModule: limits.secondsPerModule,
      budgetSeconds: (limits.deadline - performance.now()) / 1000,
    });
    for (const [module, more] of run.spent) book(spent, module, more);
    results.push(...run.finished, ...(run.stopped === undefined ? [] : [run.stopped]));
    const nothing = run.finished.length === 0 && run.stopped === undefined;
    if (nothing && performance.now() < limits.deadline) throw didNotRun(run.lastWords);
  }
  const untried = names.slice(results.length).map((module) => notTried(module, limits));
  return [...results, ...untried].map((result) => withOwn(result, spent.get(result.module)));
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
