import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { ImportedModule } from '@layerkit/artifact/verification';

export interface ImportComparison {
  /** Modules that import with pruning and without it. */
  readonly imported: readonly string[];
  /** Modules that import neither with pruning nor without it. */
  readonly failing: readonly string[];
  /** The number of modules that were dropped as tests. */
  readonly tests: number;
  /** Modules whose result changed, or that are missing although they are not tests. */
  readonly changed: readonly string[];
}

/** Compares, module by module, what imports without pruning and with it. */
export const compareImports = (
  before: readonly ImportedModule[],
  after: readonly ImportedModule[],
  { pruned }: Pick<LayerManifest, 'pruned'>,
): ImportComparison => {
  const results = new Map(after.map(({ module, imported }) => [module, imported]));
  const dropped = pruned.filter(({ rule }) => rule === 'tests').flatMap(({ files }) => files);
  const tests = new Set(dropped.map(({ path }) => moduleAt(path)));
  const gone = before.filter(({ module }) => !results.has(module)).map(({ module }) => module);
  const kept = before.filter(({ module }) => results.has(module));
  const same = kept.filter(({ module, imported }) => results.get(module) === imported);
  const known = new Set(before.map(({ module }) => module));
  return {
    imported: same.filter(({ imported }) => imported).map(({ module }) => module),
    failing: same.filter(({ imported }) => !imported).map(({ module }) => module),
    tests: gone.filter((module) => tests.has(module)).length,
    changed: [
      ...kept.filter((result) => !same.includes(result)).map(({ module }) => module),
      ...gone.filter((module) => !tests.has(module)),
      ...[...results.keys()].filter((module) => !known.has(module)),
    ],
  };
};

/**
 * Returns the name of the module at a path: `a.b` for python/a/b.py, python/a/b/__init__.py and
 * python/a/b.cpython-312-x86_64-linux-gnu.so.
 */
const moduleAt = (path: string): string => {
  const dot = path.indexOf('.', path.lastIndexOf('/') + 1);
  return path
    .slice('python/'.length, dot < 0 ? undefined : dot)
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
};
