// Mask what is not prose and keep all offsets. Code and addresses become a character that is in no phrase; the
// marks of comments and Markdown become spaces.

const notProse = '\u0001';

/** @type {(text: string, found: RegExp, by: string) => string} */
const mask = (text, found, by) => text.replace(found, (part) => part.replace(/[^\n]/g, by));

/** @param {string} text one comment, or line comments below one another */
export const maskComment = (text) => {
  const bare = mask(text, /^[ \t]*(?:\/\*\*?|\*(?!\/)|\/\/)|\*\/$/gm, ' ');
  return mask(bare, /`[^`]*`|https?:\S+|@\w+|\{@?[^{}]*\}/g, notProse);
};

/** @param {string} text a block of Markdown */
export const maskMarkdown = (text) => {
  const code = /(?<!`)(`+)[^`](?:[\s\S]*?[^`])?\1(?!`)|<[^<>]+>|https?:\S+/g;
  return mask(mask(text, code, notProse), /\]\([^)]*\)|^[ \t]*>|[[*_]+/gm, ' ');
};

/**
 * @param {string} text a string or a template, as written in the code
 * @param {readonly (readonly [number, number])[]} [expressions] the offsets at which the expressions of a template begin and end
 */
export const maskString = (text, expressions = []) => {
  const plain = expressions.reduce(
    (shown, [start, end]) => shown.slice(0, start) + notProse.repeat(end - start) + shown.slice(end),
    text,
  );
  return mask(mask(plain, /\\n|^['"`]|['"`]$/g, ' '), /`[^`]*`|https?:\S+|<[^<>]+>/g, notProse);
};
