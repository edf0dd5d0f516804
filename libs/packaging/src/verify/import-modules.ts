import type { ImportedModule } from '@layerkit/artifact';
import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import { runProbe } from './run-probe.ts';

export interface ImportModulesRequest {
  readonly environment: ExecutionEnvironment;
  readonly modules: readonly string[];
  /** For each single import; long enough for a slow machine. */
  readonly secondsPerModule?: number;
}

/**
 * Imports modules in one interpreter, as a function does: a new one for each would take as many times as long
 * and prove no more. Where a module ends the interpreter (a crash, an exit) or never comes back, that is its
 * result, and a new interpreter goes on behind it.
 * @returns one result for each module, in their order
 * @throws LayerkitError environment/failed when the interpreter can't even begin
 */
export const importModules = async (request: ImportModulesRequest): Promise<readonly ImportedModule[]> => {
  const { environment, modules, secondsPerModule = 120 } = request;
  const results: ImportedModule[] = [];
  while (results.length < modules.length) {
    const remaining = modules.slice(results.length);
    const failed = results.filter(({ imported }) => !imported).map(({ module }) => module);
    const run = await runProbe({ environment, modules: remaining, failed, secondsPerModule });
    const { finished, stopped, lastWords } = run;
    results.push(...finished, ...(stopped === undefined ? [] : [stopped]));
    if (stopped === undefined && finished.length < remaining.length) throw didNotRun(lastWords);
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
