import type { PruneRule } from './prune-rule.ts';

/**
 * Drops bytecode that Python can compile again: everything in a `__pycache__` directory (never imported without
 * its source, PEP 3147) and each `.pyc` or `.pyo` next to its source. Keeps one without a source: it is a module.
 */
export const bytecode: PruneRule = {
  select: (files) => {
    const paths = new Set(files.map((file) => file.path));
    const dispensable = (path: string): boolean =>
      path.includes('__pycache__/')
        ? path.split('/').slice(0, -1).includes('__pycache__')
        : /\.py[co]$/.test(path) && paths.has(path.slice(0, -1));
    return new Set(files.filter((file) => file.prunable && dispensable(file.path)).map((file) => file.path));
  },
};
