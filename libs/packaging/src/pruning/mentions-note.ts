import type { TestMentions } from './python-mentions.ts';

/**
 * What is kept beside a wheel once its files were looked through. The number is raised whenever the same file
 * would give other mentions; a test holds it against the code that finds them.
 */
export const mentionsNoteName = 'test-mentions-1';

/** The mentions of a wheel’s files by their paths; files that mention nothing are not in it. */
export type WheelMentions = ReadonlyMap<string, TestMentions>;

export const formatMentions = (mentions: WheelMentions): string =>
  JSON.stringify(
    [...mentions].map(([path, { modules, endings, names }]) => [path, [...modules], endings, names]),
  );

/** @param text as `formatMentions` made it: whoever kept it answers for its being whole. */
export const parseMentions = (text: string): WheelMentions => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  const rows = JSON.parse(text) as readonly (readonly [string, string[], string[], string[]])[];
  return new Map(
    rows.map(([path, modules, endings, names]) => [path, { modules: new Set(modules), endings, names }]),
  );
};
