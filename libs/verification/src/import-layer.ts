import type { ImportedModule } from '@layerkit/artifact/verification';
import { importModules, type TimeLimits } from './import-modules.ts';
import type { Probe } from './probe/probe.ts';

export interface ImportLayerRequest {
  readonly probe: Probe;
  readonly topLevel: readonly string[];
  readonly limits: TimeLimits;
}

/**
 * Imports the top-level modules in one interpreter, because a new one for each would take several times as
 * long. A module that fails may be affected by the modules before it, so it is tried again in its own
 * interpreter, and that result counts.
 */
export const importTopLevel = async (request: ImportLayerRequest): Promise<readonly ImportedModule[]> => {
  const together = await importModules({ ...request, modules: request.topLevel });
  const results: ImportedModule[] = [];
  for (const result of together) {
    const alone = result.imported ? [result] : await importModules({ ...request, modules: [result.module] });
    results.push(...alone);
  }
  return results;
};

/**
 * Imports each top-level module with its submodules in its own interpreter. Some submodules are tests and tools
 * that change things for the others, so a failed one is tried again in a copy of an interpreter that has
 * imported only the top-level module. So the result depends on the layer alone, and two layers can be compared
 * module by module.
 */
export const importSubmodules = async (
  request: ImportLayerRequest & { readonly all: readonly string[] },
): Promise<readonly ImportedModule[]> => {
  const results: ImportedModule[] = [];
  for (const module of request.topLevel) {
    const submodules = request.all.filter((name) => name.startsWith(`${module}.`));
    const together = await importModules({ ...request, modules: [module, ...submodules] });
    const failed = together.slice(1).filter(({ imported }) => !imported);
    const tryAgain = together[0]?.imported === true && failed.length > 0;
    const alone = tryAgain
      ? await importModules({ ...request, modules: [module], submodules: failed.map((one) => one.module) })
      : [];
    // The result of the top-level module stays, because it is charged with the cost of each copy.
    const better = new Map(alone.slice(1).map((result) => [result.module, result]));
    results.push(...together.map((result) => better.get(result.module) ?? result));
  }
  return results;
};
