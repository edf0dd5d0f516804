/**
 * Returns whether a Python file contains `tests` or `test` as a word that could be part of a module's name: after
 * a dot or a quote, or in a list of imports. Searches bytes, because decoding every file would take more time than
 * the rest, and most files have no such word.
 */
export const hasTestWord = (content: Buffer): boolean => {
  for (let at = content.indexOf('test'); at >= 0; at = content.indexOf('test', at + 4)) {
    const end = content[at + 4] === character.s ? at + 5 : at + 4;
    if (isWordCharacter(content[at - 1]) || isWordCharacter(content[end])) continue;
    if (nameMayBegin(content, at)) return true;
  }
  return false;
};

/** Returns whether a byte is a letter, a digit, `_` or not ASCII. */
export const isWordCharacter = (code: number | undefined): boolean =>
  code !== undefined &&
  ((code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code >= 0x80);

const character = { s: 0x73, tab: 0x09, space: 0x20, newline: 0x0a, return: 0x0d, hash: 0x23 } as const;
/** The characters that may precede the word in a dotted name, a string or a list of imports. */
const before = new Set(Array.from('.\'"(,\\', (text) => text.charCodeAt(0)));

/** Returns whether the characters before the word, apart from spaces, allow a module's name. */
const nameMayBegin = (content: Buffer, word: number): boolean => {
  let at = word - 1;
  for (; isSpace(content[at]); at -= 1) {
    // a comment may separate the names of a list
    if (content[at] === character.newline && lineHasComment(content, at)) return true;
  }
  return before.has(content[at] ?? 0) || content.toString('latin1', at - 5, at + 1) === 'import';
};

const isSpace = (code: number | undefined): boolean =>
  code === character.space ||
  code === character.tab ||
  code === character.newline ||
  code === character.return;

const lineHasComment = (content: Buffer, end: number): boolean => {
  for (let at = end - 1; at >= 0 && content[at] !== character.newline; at -= 1)
    if (content[at] === character.hash) return true;
  return false;
};
