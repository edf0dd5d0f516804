/**
 * Returns a text with each control and format character written as an escape: `\x1b`, `\n`, `\u202e`. Format characters
 * reverse the direction of text, or are invisible. Lone surrogates have no meaning. A tab becomes a space, because
 * the logs of functions have many.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => named[character] ?? escape(character));

const named: Readonly<Partial<Record<string, string>>> = { '\n': '\\n', '\r': '\\r', '\t': ' ' };

const escape = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
};
