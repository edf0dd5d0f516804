import type { FileMentions } from './file-evidence.ts';
import type { TestMentions } from './python-mentions.ts';

/**
 * The name under which the store keeps the mentions of a wheel. Raise the number when the same file would give
 * other mentions. A test compares it with the code that finds them.
 */
export const mentionsNoteName = 'file-mentions-3';

/** The mentions in a wheel’s files, by path. Leaves out files that mention nothing. */
export type WheelMentions = ReadonlyMap<string, FileMentions>;

type Row = readonly [path: string, files: readonly string[], tests?: TestsRow];
type TestsRow = readonly [modules: readonly string[], endings: readonly string[], names: readonly string[]];

export const formatMentions = (mentions: WheelMentions): string =>
  JSON.stringify([...mentions].map(([path, found]) => toRow(path, found)));

const toRow = (path: string, { files, tests }: FileMentions): Row =>
  tests === undefined ? [path, files] : [path, files, [[...tests.modules], tests.endings, tests.names]];

/** Parses the text of `formatMentions`. The store has already checked that the text is complete. */
export const parseMentions = (text: string): WheelMentions => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  const rows = JSON.parse(text) as readonly Row[];
  return new Map(rows.map(([path, files, tests]) => [path, { files, tests: tests && toTests(tests) }]));
};

const toTests = ([modules, endings, names]: TestsRow): TestMentions => ({
  modules: new Set(modules),
  endings,
  names,
});
