import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { ImportedModule } from '@layerkit/artifact/verification';
import { groupBy } from '@layerkit/zip';
import { topLevelAmong } from './importable-modules.ts';
import { missedModules, type MissedModule } from './missed-modules.ts';

/** A reason why modules of a layer did not import. */
export interface FailureCause {
  /** The module that they import and pruning dropped; absent if there is another reason. */
  readonly missed?: MissedModule | undefined;
  /** The error of the first module. */
  readonly error: string;
  /** The modules that raised it themselves, in order. */
  readonly modules: readonly string[];
  /** The number of further modules that were not tried, because their package is one of these. */
  readonly below: number;
  /** Whether it fails the layer: the modules need something that was pruned, or are top-level modules. */
  readonly decisive: boolean;
}

/**
 * Groups failures by cause: first those due to pruning, then others that fail the layer, then the rest, each
 * sorted by the number of modules. Modules that need not import are left out: by layer.json, or because they need what
 * the layer was not asked to have.
 */
export const failureCauses = (
  results: readonly ImportedModule[],
  manifest: Pick<LayerManifest, 'pruned'>,
): readonly FailureCause[] => {
  const failed = results.filter(
    ({ imported, expected, needs }) => !imported && expected === undefined && needs === undefined,
  );
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
        missed: lost,
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

/** Counts modules that were not tried, because their package failed, with that package. */
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
