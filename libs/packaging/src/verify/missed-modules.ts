import type { ImportedModule, LayerManifest } from '@layerkit/artifact';
import { allModules } from './importable-modules.ts';

/** The modules that do not import because pruning dropped what they import. */
export const modulesMissingDropped = (
  results: readonly ImportedModule[],
  { pruned }: Pick<LayerManifest, 'pruned'>,
): ReadonlySet<string> => {
  const failed = results.filter(({ error }) => error !== undefined && importFailure.test(error));
  if (failed.length === 0) return new Set();
  const dropped = new Set(allModules(pruned.flatMap(({ files }) => files.map(({ path }) => path))));
  return new Set(
    failed
      .filter(({ error = '' }) => namesIn(error).some((name) => dropped.has(name)))
      .map(({ module }) => module),
  );
};

const importFailure = /^(?:ModuleNotFound|Import)Error: /;

/** What CPython says is missing: `No module named 'a.b'`, `cannot import name 'b' from 'a' (…)`. */
const namesIn = (error: string): readonly string[] => {
  const [first, second] = [...error.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name);
  return [first, first && second && `${second}.${first}`].filter((name) => name !== undefined);
};
