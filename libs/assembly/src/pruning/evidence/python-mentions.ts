import { hasTestWord, isWordCharacter } from './test-word.ts';

/** The text in a Python file that may refer to directories of tests. */
export interface TestMentions {
  /** Absolute names of modules, each ending in `tests` or `test`. */
  readonly modules: ReadonlySet<string>;
  /** Ends of module names, from strings such as `".tests.data"`. Only the program knows the rest of the name. */
  readonly endings: readonly string[];
  /** `tests` or `test` as a whole string or at the start of a path: `"tests"`, `'tests/data'`. */
  readonly names: readonly string[];
}

/**
 * Finds everything in a Python file that could import, name or open a directory of tests. Does not parse the
 * file, so comments count too: a wrong result can only keep files.
 * @param content the source in any encoding that is a superset of ASCII
 * @param parents the module’s packages: `['pkg', 'sub']` for pkg/sub/mod.py and pkg/sub/__init__.py
 */
export const findTestMentions = (content: Buffer, parents: readonly string[]): TestMentions | undefined => {
  if (!hasTestWord(content)) return undefined;
  const text = content.toString('latin1');
  const named = new Set([...dottedNames(text), ...importedNames(text, parents)]);
  return { modules: new Set([...named].flatMap(testPrefixes)), ...literals(text) };
};

/** Returns `a.b.tests` and `a.b.tests.c.test` for `a.b.tests.c.test`. */
const testPrefixes = (module: string): readonly string[] => {
  const parts = module.split('.');
  return parts.flatMap((part, index) =>
    part === 'tests' || part === 'test' ? [parts.slice(0, index + 1).join('.')] : [],
  );
};

/** Finds dotted names that end in `.tests`, in `import a.tests`, `from a.tests import`, calls and strings. */
const dottedNames = (text: string): readonly string[] => {
  const found: string[] = [];
  for (const { index, 0: match } of text.matchAll(/\.tests?(?![\w\x80-\xff])/g)) {
    let start = index;
    const first = Math.max(0, index - longestName);
    while (start > first && (text[start - 1] === '.' || isWordCharacter(text.charCodeAt(start - 1))))
      start -= 1;
    if (start < index) found.push(text.slice(start, index + match.length));
  }
  return found;
};

/** Longer names are not written by hand. The limit keeps the work linear. */
const longestName = 255;

/** Returns the absolute names in `from a import b, c` and `from ..a import (b, c)`. */
const importedNames = (text: string, parents: readonly string[]): readonly string[] => {
  const joined = /\\\r?\n/.test(text) ? text.replace(/\\\r?\n/g, ' ') : text;
  const found: string[] = [];
  for (const [, from = '', names = ''] of joined.matchAll(fromImport)) {
    const tests = names.match(/(?<![\w\x80-\xff])tests?(?![\w\x80-\xff])/g) ?? [];
    if (tests.length === 0 && !from.includes('test')) continue;
    const module = absoluteName(from.replace(/[ \t]/g, ''), parents);
    if (module !== undefined) found.push(module, ...tests.map((name) => `${module}.${name}`));
  }
  return found;
};

const fromImport =
  /\bfrom(?![\w\x80-\xff])([.\w\x80-\xff \t]{0,255}?)(?<![\w\x80-\xff])import(?![\w\x80-\xff])[ \t]*(\((?:#[^\r\n]*|[^)#])*|[^\r\n;]*)/g;

/** Resolves a relative name: one dot is the package, two its parent (Python reference, "Package Relative Imports"). */
const absoluteName = (name: string, parents: readonly string[]): string | undefined => {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  if (dots === 0) return name;
  if (dots > parents.length) return undefined;
  const rest = name.slice(dots);
  return [...parents.slice(0, parents.length - dots + 1), ...(rest === '' ? [] : [rest])].join('.');
};

/** Finds names in strings, also after a placeholder as in `f"{name}.tests"` and `"%s.tests"`. */
const literals = (text: string): Pick<TestMentions, 'endings' | 'names'> => ({
  endings: firstGroups(text, /(?:['"}]|%s)\.+((?:[\w\x80-\xff]+\.)*tests?)(?![\w\x80-\xff])/g),
  names: firstGroups(text, /['"](tests?)(?=['"/])/g),
});

const firstGroups = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, group = '']) => group)),
];
