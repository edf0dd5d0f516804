import type { ImportedModule } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { Probe, Spent } from './probe/probe.ts';
import { book } from './probe/read-lines.ts';

/** How long imports may take. */
export interface TimeLimits {
  /** Whole seconds for each single import. */
  readonly secondsPerModule: number;
  /** Seconds for all of them together, for a person to read. */
  readonly seconds: number;
  /** The moment at which these are over, by performance.now(): no import begins after it. */
  readonly deadline: number;
}

export interface ImportModulesRequest {
  readonly probe: Probe;
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter that has imported them, and only them. */
  readonly submodules?: readonly string[];
  readonly limits: TimeLimits;
}

/**
 * Imports modules in one interpreter, as a function does. Where a module ends the interpreter (a crash, an exit)
 * or never comes back, that is its result, and a new interpreter goes on behind it.
 * @returns one result for each module and submodule, in their order
 * @throws LayerkitError environment/failed when the interpreter can't even begin
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
  error: `not tried: the ${seconds} seconds for the whole layer were over`,
});

const didNotRun = (lastWords: string): LayerkitError =>
  new LayerkitError({
    code: 'environment/failed',
    message: 'the interpreter that was to import the layer’s modules did not run',
    problems: lastWords.trim().split('\n').slice(-10),
    hint: 'Run verify again; LAYERKIT_ISOLATION and LAYERKIT_PYTHON change how and with what it runs on this host.',
  });
