import type { ImportedModule } from '@layerkit/artifact/verification';
import type { Target } from '@layerkit/platform-resolution';
import { mayProvide } from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';

/** An extra of a distribution in the layer, such as `duckdb[all]`, and the packages that the layer lacks for it. */
export interface LackingExtra {
  readonly name: string;
  readonly lacks: readonly string[];
}

/** Finds the extras of the distributions that modules belong to, by module. */
export type FindExtras = (
  modules: readonly string[],
) => Promise<ReadonlyMap<string, readonly LackingExtra[]>>;

/**
 * Adds to each module that lacks a package what it needs, if the layer was not asked to have it: an extra that no
 * requirement names, or a package that the runtime ships. Other failures are not explained.
 */
export const markUnasked = async (
  results: readonly ImportedModule[],
  { runtime }: Pick<Target, 'runtime'>,
  findExtras: FindExtras,
): Promise<readonly ImportedModule[]> => {
  const missing = new Map(results.flatMap(({ module, error }) => lackOf(module, error)));
  if (missing.size === 0) return results;
  const extras = await findExtras([...missing.keys()]);
  return results.map((result) => {
    const { module } = result;
    const lack = missing.get(module);
    if (lack === undefined) return result;
    const ofRuntime = offeredPackages(runtime)?.find(({ name }) => mayProvide(name, lack));
    const needs =
      ofRuntime === undefined
        ? extras.get(module)?.find(({ lacks }) => lacks.some((name) => isFor(name, { module, lack })))?.name
        : `${ofRuntime.name} of the runtime`;
    return needs === undefined ? result : { ...result, needs };
  });
};

const lackOf = (module: string, error = ''): readonly (readonly [module: string, lack: string])[] => {
  const [, lack] = /^ModuleNotFoundError: No module named '([\w.]+)'$/.exec(error) ?? [];
  return lack === undefined ? [] : [[module, lack]];
};

/** Whether a package has the missing module, or is what the module is named after: `instrumentation.celery`. */
const isFor = (name: string, { module, lack }: { readonly module: string; readonly lack: string }): boolean =>
  mayProvide(name, lack) || (module.includes('.') && mayProvide(name, lastPart(module)));

const lastPart = (module: string): string => module.slice(module.lastIndexOf('.') + 1);
