import { readLogicalLines, type LogicalLine } from './logical-lines.ts';
import { readRunsAtImport, type RunsAtImport } from './runs-at-import.ts';
import { piecesOf } from './source-pieces.ts';

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
  const lines = readLogicalLines(source);
  const called = calledFunctions(lines);
  const runsAtImport = readRunsAtImport(lines);
  return lines.flatMap(({ text }, at) => {
    if (!text.includes('(') || /^(?:from|import|def|class)\s/.test(text)) return [];
    const found = [...versionLookups(text, called), ...groupLookups(text, called)];
    const runs = found.length === 0 ? 'never' : runsAtImport(at);
    return runs === 'never' ? [] : found.map((lookup) => ({ ...lookup, runs }));
  });
};

/** Returns the metadata function that a source calls by a name, such as `version` for `md.version`. */
type CalledFunction = (name: string) => string | undefined;

const calledFunctions = (lines: readonly LogicalLine[]): CalledFunction => {
  const functions = new Map<string, string>();
  const modules = new Set(['importlib.metadata', 'importlib_metadata', 'metadata', 'pkg_resources']);
  for (const { text } of lines) {
    const [, names = ''] = importedNames.exec(text) ?? [];
    for (const [, name = '', alias = name] of names.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g))
      functions.set(alias, name);
    const [, module] = importedModule.exec(text) ?? [];
    if (module !== undefined) modules.add(module);
  }
  return (name) => {
    const dot = name.lastIndexOf('.');
    if (dot < 0) return functions.get(name);
    return modules.has(name.slice(0, dot)) ? name.slice(dot + 1) : undefined;
  };
};

const importedNames = /^from\s+[\w.]*(?:metadata|pkg_resources)\s+import\s+([^)]*)/;

const importedModule =
  /^(?:from\s+importlib\s+)?import\s+(?:importlib[._])?(?:metadata|pkg_resources)\s+as\s+(\w+)/;

type Found = Omit<Lookup, 'runs'>;

const versionLookups = (text: string, called: CalledFunction): readonly Found[] =>
  [...text.matchAll(versionCall)]
    .filter(([, name = '']) => versionFunctions.has(called(name) ?? ''))
    .map(([, , name = '', own]) => ({ kind: own === undefined ? 'distribution' : 'own-package', name }));

const versionFunctions = new Set(['version', 'distribution', 'metadata', 'get_distribution', 'require']);

const versionCall =
  /(?<![\w.])([\w.]+)\(\s*(?:distribution_name\s*=\s*)?(?:["']([\w.-]+)["']|(__name__|__package__))\s*\)/g;

const groupLookups = (text: string, called: CalledFunction): readonly Found[] => {
  const found = [...text.matchAll(firstEntryPoint)].filter(([, name = '']) =>
    entryPointFunctions.has(called(name) ?? ''),
  );
  if (found.length === 0) return [];
  const severalArguments = callsWithSeveralArguments(text);
  return found
    .filter(({ index }) => !severalArguments.has(index + 'next'.length))
    .map(([, , name = '']) => ({ kind: 'group', name }));
};

const entryPointFunctions = new Set(['entry_points', 'iter_entry_points']);

const firstEntryPoint = /(?<!\w)next\(\s*(?:iter\(\s*)?([\w.]+)\(\s*(?:group\s*=\s*)?["']([\w.-]+)["']/g;

/** Returns the offsets of the opening brackets that have a comma directly between them and their end. */
const callsWithSeveralArguments = (text: string): ReadonlySet<number> => {
  const found = new Set<number>();
  const open: number[] = [];
  let offset = 0;
  for (const piece of piecesOf(text)) {
    const last = open.at(-1);
    if ('([{'.includes(piece)) open.push(offset);
    else if (')]}'.includes(piece)) open.pop();
    else if (piece === ',' && last !== undefined) found.add(last);
    offset += piece.length;
  }
  return found;
};
