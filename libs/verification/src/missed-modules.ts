import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { ImportedModule } from '@layerkit/artifact/verification';
import { allModules } from './importable-modules.ts';

/** A module that pruning dropped, and the rule that dropped it. */
export interface MissedModule {
  readonly module: string;
  readonly rule: string;
}

/**
 * Returns the modules that do not import because pruning dropped what they import, each with the dropped
 * module.
 */
export const missedModules = (
  results: readonly ImportedModule[],
  { pruned }: Pick<LayerManifest, 'pruned'>,
): ReadonlyMap<string, MissedModule> => {
  const failed = results.filter(({ error }) => error !== undefined && importFailure.test(error));
  if (failed.length === 0) return new Map();
  const rules = new Map(
    pruned.flatMap(({ rule, files }) =>
      allModules(files.map(({ path }) => path)).map((module) => [module, rule] as const),
    ),
  );
  const missed = new Map<string, MissedModule>();
  for (const { module, error = '' } of failed) {
    const name = namesIn(error).find((one) => rules.has(one));
    const rule = name === undefined ? undefined : rules.get(name);
    if (name !== undefined && rule !== undefined) missed.set(module, { module: name, rule });
  }
  return missed;
};

const importFailure = /^(?:ModuleNotFound|Import)Error: /;

/**
 * Returns the names in CPython’s messages about missing modules: `No module named 'a.b'`, `cannot import name
 * 'b' from 'a' (…)`.
 */
const namesIn = (error: string): readonly string[] => {
  const [first, second] = [...error.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name);
  return [first, first && second && `${second}.${first}`].filter((name) => name !== undefined);
};
