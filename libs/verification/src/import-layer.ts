import type { ImportedModule } from '@layerkit/artifact';
import { importModules, type TimeLimits } from './import-modules.ts';
import type { Probe } from './probe/probe.ts';

export interface ImportLayerRequest {
  readonly probe: Probe;
  readonly topLevel: readonly string[];
  readonly limits: TimeLimits;
}

/**
 * Imports the top-level modules in one interpreter: a new one for each would take several times as long. A
 * module that fails there may have met what another one left behind, so it gets an interpreter of its own, and
 * what comes of that counts.
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
 * Imports each top-level module with its submodules in an interpreter of its own. Among submodules there are
 * tests and tools that leave things as no sibling expects them, so what fails is tried again in a copy of an
 * interpreter that has imported nothing but the top-level module: the result depends on the layer alone, and two
 * layers can be compared module by module.
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
    // not the top-level module's: on it is booked what each of the copies took
    const better = new Map(alone.slice(1).map((result) => [result.module, result]));
    results.push(...together.map((result) => better.get(result.module) ?? result));
  }
  return results;
};
