import type { ImportedModule, LayerManifest } from '@layerkit/artifact';
import { groupBy } from '@layerkit/zip';
import { topLevelAmong } from './importable-modules.ts';
import { missedModules, type MissedModule } from './missed-modules.ts';

/** Why modules of a layer did not import. */
export interface FailureCause {
  /** What pruning dropped and they import; absent where that is not why. */
  readonly missed?: MissedModule;
  /** What the first of them raised. */
  readonly error: string;
  /** Those that raised it themselves, as they come. */
  readonly modules: readonly string[];
  /** How many more were not tried, since one of these is their package. */
  readonly below: number;
  /** Whether it fails the layer: they want what was pruned, or are top-level modules. */
  readonly decisive: boolean;
}

/**
 * The failures among results by their causes: what pruning broke first, then what else fails the layer, then the rest;
 * the cause of most modules before others. What need not import, as layer.json says, is not among them.
 */
export const failureCauses = (
  results: readonly ImportedModule[],
  manifest: Pick<LayerManifest, 'pruned'>,
): readonly FailureCause[] => {
  const failed = results.filter(({ imported, expected }) => !imported && expected === undefined);
  const missed = missedModules(failed, manifest);
  const topLevel = new Set(topLevelAmong(results.map(({ module }) => module)));
  const { roots, below } = foldPackages(failed);
  const groups = groupBy(roots, ({ module, error = '' }) =>
    JSON.stringify(missed.get(module) ?? [error, topLevel.has(module)]),
  );
  return [...groups.values()]
    .map((group): FailureCause => {
      const [{ module: first, error = 'did not import' }] = group;
      const lost = missed.get(first);
      return {
        ...(lost && { missed: lost }),
        error,
        modules: group.map(({ module }) => module),
        below: group.reduce((sum, { module }) => sum + (below.get(module) ?? 0), 0),
        decisive: lost !== undefined || topLevel.has(first),
      };
    })
    .sort((one, other) => rank(one) - rank(other) || sizeOf(other) - sizeOf(one));
};

const rank = ({ missed, decisive }: FailureCause): number => (missed ? 0 : decisive ? 1 : 2);

const sizeOf = ({ modules, below }: FailureCause): number => modules.length + below;

/** Where the package of a module failed, the module was not tried: it counts with the package. */
const foldPackages = (failed: readonly ImportedModule[]) => {
  const errors = new Map(failed.map(({ module, error }) => [module, error]));
  const below = new Map<string, number>();
  const roots = failed.filter(({ module }) => {
    const root = rootOf(module, errors);
    if (root !== module) below.set(root, (below.get(root) ?? 0) + 1);
    return root === module;
  });
  return { roots, below };
};

const rootOf = (module: string, errors: ReadonlyMap<string, string | undefined>): string => {
  const [, parent] = /^its package (\S+) does not import$/.exec(errors.get(module) ?? '') ?? [];
  return parent === undefined || !errors.has(parent) ? module : rootOf(parent, errors);
};
