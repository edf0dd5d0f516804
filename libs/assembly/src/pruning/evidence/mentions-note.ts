import type { FileMentions } from './file-evidence.ts';
import type { TestMentions } from './python-mentions.ts';

/**
 * What is kept beside a wheel once its files were looked through. The number is raised whenever the same file
 * would give other mentions; a test holds it against the code that finds them.
 */
export const mentionsNoteName = 'file-mentions-2';

/** The mentions of a wheel’s files by their paths; files that mention nothing are not in it. */
export type WheelMentions = ReadonlyMap<string, FileMentions>;

type Row = readonly [path: string, files: readonly string[], tests?: TestsRow];
type TestsRow = readonly [modules: readonly string[], endings: readonly string[], names: readonly string[]];

export const formatMentions = (mentions: WheelMentions): string =>
  JSON.stringify([...mentions].map(([path, found]) => toRow(path, found)));

const toRow = (path: string, { files, tests }: FileMentions): Row =>
  tests === undefined ? [path, files] : [path, files, [[...tests.modules], tests.endings, tests.names]];

/** @param text as `formatMentions` made it: whoever kept it answers for its being whole. */
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
