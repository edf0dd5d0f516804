import type { ImportedModule } from '@layerkit/artifact';
import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import { runProbe } from './run-probe.ts';

export interface ImportModulesRequest {
  readonly environment: ExecutionEnvironment;
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter that has imported them, and only them. */
  readonly submodules?: readonly string[];
  /** Whole seconds for each single import. */
  readonly secondsPerModule: number;
}

/**
 * Imports modules in one interpreter, as a function does. Where a module ends the interpreter (a crash, an exit)
 * or never comes back, that is its result, and a new interpreter goes on behind it.
 * @returns one result for each module and submodule, in their order
 * @throws LayerkitError environment/failed when the interpreter can't even begin
 */
export const importModules = async (request: ImportModulesRequest): Promise<readonly ImportedModule[]> => {
  const { environment, modules, submodules = [], secondsPerModule } = request;
  const results: ImportedModule[] = [];
  const total = modules.length + submodules.length;
  while (results.length < total) {
    const { finished, stopped, lastWords } = await runProbe({
      environment,
      modules: modules.slice(results.length),
      submodules: submodules.slice(Math.max(0, results.length - modules.length)),
      failed: results.filter(({ imported }) => !imported).map(({ module }) => module),
      secondsPerModule,
    });
    results.push(...finished, ...(stopped === undefined ? [] : [stopped]));
    if (stopped === undefined && results.length < total) throw didNotRun(lastWords);
  }
  return results;
};

const didNotRun = (lastWords: string): LayerkitError =>
  new LayerkitError({
    code: 'environment/failed',
    message: 'the interpreter that was to import the layer’s modules did not run',
    problems: lastWords.trim().split('\n').slice(-10),
    hint: 'Run verify again; LAYERKIT_ISOLATION and LAYERKIT_PYTHON change how and with what it runs.',
  });
