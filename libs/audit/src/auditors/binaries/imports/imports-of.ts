import { readLogicalLines } from '../../metadata/lookups/logical-lines.ts';
import { readRunsAtImport } from '../../metadata/lookups/runs-at-import.ts';

/** An import that a Python source states. */
export interface StatedImport {
  /** Absolute dotted names that may be modules: `a.b` and `a.b.c` for `from a.b import c`. */
  readonly modules: readonly string[];
  /** Whether importing the source’s module runs it, and fails if it fails. */
  readonly runs: boolean;
}

/**
 * Returns the imports in a Python source.
 * @param parents the packages that contain the module: `['a', 'b']` for a/b/mod.py and a/b/__init__.py
 */
export const importsOf = (source: string, parents: readonly string[]): readonly StatedImport[] => {
  const lines = readLogicalLines(source);
  const runsAtImport = readRunsAtImport(lines);
  return lines.flatMap(({ text }, at) => {
    const modules = modulesIn(text, parents);
    return modules.length === 0 ? [] : [{ modules, runs: runsAtImport(at) === 'always' }];
  });
};

const modulesIn = (text: string, parents: readonly string[]): readonly string[] => {
  const [statement, from = ''] = /^from\s+([.\w]+)\s+import\b|^import\b/.exec(text) ?? [];
  if (statement === undefined) return [];
  const names = namesIn(text.slice(statement.length));
  if (from === '') return names;
  const module = absolute(from, parents);
  return module === undefined ? [] : [module, ...names.map((name) => `${module}.${name}`)];
};

/** Returns `a` and `b.c` for `(a as x, b.c)`. */
const namesIn = (list: string): readonly string[] =>
  list
    .replace(/[()]/g, ' ')
    .split(/[,;]/)
    .map((name) => name.trim().split(/\s/, 1)[0] ?? '')
    .filter((name) => name !== '');

/** Resolves a relative name (Python reference, “Package relative imports”). */
const absolute = (name: string, parents: readonly string[]): string | undefined => {
  const dots = name.length - name.replace(/^\.+/, '').length;
  if (dots === 0) return name;
  if (dots > parents.length) return undefined;
  return [...parents.slice(0, parents.length - dots + 1), ...name.slice(dots).split('.')]
    .filter((part) => part !== '')
    .join('.');
};
