import type { ImportedModule } from '@layerkit/artifact/verification';
import { importModules, type ImportAttempt, type TimeLimits } from './import-modules.ts';
import type { Probe } from './probe/probe.ts';

export interface ImportLayerRequest {
  readonly probe: Probe;
  readonly topLevel: readonly string[];
  readonly limits: TimeLimits;
}

/**
 * Imports the top-level modules in one interpreter, because a new one for each would take several times as
 * long. A module that fails may be affected by the modules before it, so it is tried again in its own
 * interpreter, and that result counts. The same applies to all modules of an interpreter in which code tried to
 * write results itself.
 */
export const importTopLevel = async (request: ImportLayerRequest): Promise<readonly ImportedModule[]> => {
  const together = await importModules({ ...request, modules: request.topLevel });
  const results: ImportedModule[] = [];
  for (const attempt of together)
    results.push(needsRetry(attempt) ? await alone(request, attempt) : attempt.result);
  return results;
};

const needsRetry = ({ result, doubtful }: ImportAttempt): boolean => doubtful || !result.imported;

/** A module that has not finished in time gets only a part of that time again. */
const shorterBy = 4;

const alone = async (
  request: ImportLayerRequest,
  { result, stoppedBy }: ImportAttempt,
): Promise<ImportedModule> => {
  const timedOut = stoppedBy === 'timed-out';
  const { secondsPerModule } = request.limits;
  const limits = timedOut
    ? { ...request.limits, secondsPerModule: Math.ceil(secondsPerModule / shorterBy) }
    : request.limits;
  const [again] = await importModules({ ...request, limits, modules: [result.module] });
  return again === undefined || (timedOut && again.stoppedBy === 'timed-out') ? result : again.result;
};

/**
 * Imports each top-level module with its submodules in its own interpreter. Some submodules are tests and tools
 * that change things for the others, so a failed one is tried again in a copy of an interpreter that has
 * imported only the top-level module, unless it has already used up its time. So the result depends on the layer
 * alone, and two layers can be compared module by module.
 */
export const importSubmodules = async (
  request: ImportLayerRequest & { readonly all: readonly string[] },
): Promise<readonly ImportedModule[]> => {
  const results: ImportedModule[] = [];
  for (const module of request.topLevel) {
    const submodules = request.all.filter((name) => name.startsWith(`${module}.`));
    const [first, ...rest] = await importModules({ ...request, modules: [module, ...submodules] });
    const again = rest.filter((attempt) => needsRetry(attempt) && attempt.stoppedBy !== 'timed-out');
    const tryAgain = first !== undefined && (first.doubtful || (first.result.imported && again.length > 0));
    const [parent, ...copies] = tryAgain
      ? await importModules({
          ...request,
          modules: [module],
          submodules: again.map(({ result }) => result.module),
        })
      : [];
    // The result of the top-level module stays, because it is charged with the cost of each copy.
    const top = first?.doubtful === true ? parent : first;
    const better = new Map(copies.map(({ result }) => [result.module, result]));
    results.push(
      ...[top, ...rest].flatMap((attempt) =>
        attempt === undefined ? [] : [better.get(attempt.result.module) ?? attempt.result],
      ),
    );
  }
  return results;
};
