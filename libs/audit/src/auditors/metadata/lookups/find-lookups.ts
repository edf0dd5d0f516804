import { readLogicalLines } from './logical-lines.ts';
import { runsAtImport, type RunsAtImport } from './runs-at-import.ts';

/** A lookup of installed metadata that a module runs when it is imported. */
export interface Lookup {
  /** Looks up a distribution by name, the module’s own package, or a group that must have an entry point. */
  readonly kind: 'distribution' | 'own-package' | 'group';
  /** As written; empty for `own-package`. */
  readonly name: string;
  readonly runs: Exclude<RunsAtImport, 'never'>;
}

/**
 * Finds the lookups in a Python source that fail its import if the metadata is missing: `version("x")` and
 * similar calls of importlib.metadata and pkg_resources, and `next(iter(entry_points(group="x")))`. Lookups
 * whose errors are caught, or that run later, are left out.
 */
export const findLookups = (source: string): readonly Lookup[] => {
  const names = importedNames(source);
  const version = callOf(
    names,
    versionFunctions,
    String.raw`\(\s*(?:distribution_name\s*=\s*)?(?:["']([\w.-]+)["']|(__name__|__package__))\s*\)`,
  );
  const entryPoint = callOf(
    names,
    entryPointFunctions,
    String.raw`\(\s*(?:group\s*=\s*)?["']([\w.-]+)["']`,
    String.raw`(?<!\w)next\(\s*(?:iter\(\s*)?`,
  );
  const lines = readLogicalLines(source);
  return lines.flatMap(({ text }, at) => {
    if (!text.includes('(') || /^(?:from|import|def|class)\s/.test(text)) return [];
    const found = [
      ...[...text.matchAll(version)].map(([, name = '', own]) => ({
        kind: own === undefined ? ('distribution' as const) : ('own-package' as const),
        name,
      })),
      ...[...text.matchAll(entryPoint)]
        .filter(({ index }) => !hasDefault(text, index))
        .map(([, name = '']) => ({ kind: 'group' as const, name })),
    ];
    const runs = found.length === 0 ? 'never' : runsAtImport(lines, at);
    return runs === 'never' ? [] : found.map((lookup) => ({ ...lookup, runs }));
  });
};

const versionFunctions = ['version', 'distribution', 'metadata', 'get_distribution', 'require'];
const entryPointFunctions = ['entry_points', 'iter_entry_points'];

/**
 * The names by which a source calls the metadata functions: local names with the names they were imported from,
 * and the modules that have the functions as attributes.
 */
interface ImportedNames {
  readonly functions: ReadonlyMap<string, string>;
  readonly modules: readonly string[];
}

const importedNames = (source: string): ImportedNames => {
  const functions = new Map<string, string>();
  for (const [, inBrackets, plain = ''] of source.matchAll(
    /^\s*from\s+[\w.]*(?:metadata|pkg_resources)\s+import\s+(?:\(([^)]*)\)|([^\n]*))/gm,
  ))
    for (const [, name = '', alias = name] of (inBrackets ?? plain).matchAll(/(\w+)(?:\s+as\s+(\w+))?/g))
      functions.set(alias, name);
  const aliases = source.matchAll(
    /^\s*(?:from\s+importlib\s+)?import\s+(?:importlib[._])?(?:metadata|pkg_resources)\s+as\s+(\w+)/gm,
  );
  return {
    functions,
    modules: [
      'importlib.metadata',
      'importlib_metadata',
      'metadata',
      'pkg_resources',
      ...[...aliases].map(([, alias = '']) => alias),
    ],
  };
};

const callOf = (
  { functions, modules }: ImportedNames,
  wanted: readonly string[],
  ...[behind, before = '']: readonly [string, string?]
): RegExp => {
  const bare = [...functions].filter(([, name]) => wanted.includes(name)).map(([alias]) => alias);
  const dotted = `(?:${modules.join('|').replaceAll('.', '\\.')})\\.(?:${wanted.join('|')})`;
  return new RegExp(`${before}(?<![\\w.])(?:${[dotted, ...bare].join('|')})${behind}`, 'g');
};

/** Returns whether the `next(` at this position has a second argument. */
const hasDefault = (text: string, at: number): boolean => {
  let depth = 0;
  for (const { 0: mark } of text.slice(at).matchAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[()[\]{},]/g)) {
    if ('([{'.includes(mark)) depth += 1;
    if (')]}'.includes(mark)) depth -= 1;
    if (mark === ',' && depth === 1) return true;
    if (depth === 0) return false;
  }
  return false;
};
