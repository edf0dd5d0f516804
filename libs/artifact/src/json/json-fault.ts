import { messageOf } from '@layerkit/failure';
import type { JSONVisitor } from 'jsonc-parser';

/**
 * Describes where and why a text is not valid JSON: `line 3, column 2: expected a comma before this`. The messages of
 * JSON.parse do not always name a place, and differ between versions of Node. The text at that place is quoted, unless
 * it is a string, which may be a secret.
 * @param cause the error of JSON.parse. Its message is used if there is no better one.
 */
export const describeJsonFault = async (text: string, cause: unknown): Promise<string> => {
  if (text.startsWith('\uFEFF'))
    return 'the file begins with a byte order mark: save it as UTF-8 without one';
  const { printParseErrorCode, visit } = await import('jsonc-parser');
  const faults: string[] = [];
  let depth = 0;
  const begin = (): void => {
    depth += 1;
    if (depth > deepest) throw tooDeep;
  };
  const end = (): void => void (depth -= 1);
  const onError: JSONVisitor['onError'] = (code, ...[offset, length, line, column]) => {
    const words = wordsFor[printParseErrorCode(code)];
    const found = text.slice(offset, offset + length);
    if (words !== undefined)
      faults.push(`line ${line + 1}, column ${column + 1}: ${words}${described(found)}`);
  };
  const visitor = { onObjectBegin: begin, onArrayBegin: begin, onObjectEnd: end, onArrayEnd: end, onError };
  try {
    visit(text, visitor, { disallowComments: true });
  } catch (error) {
    if (error !== tooDeep) throw error;
    faults.push(`its lists and objects are nested more than ${deepest} levels deep`);
  }
  // Later faults often follow from the first
  return faults[0] ?? messageOf(cause);
};

/** The parser calls itself for each level. No definition or result has more than ten. */
const deepest = 500;

/** Ends the parser. */
const tooDeep = new RangeError('nested too deep');

const wordsFor: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not a value; put text in double quotes',
  PropertyNameExpected: 'expected a field name in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon before this',
  CommaExpected: 'expected a comma before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'expected the end of the file',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the text that begins here has no closing quote on its line',
  UnexpectedEndOfNumber: 'the number is incomplete',
  InvalidUnicode: '\\u in this text must be followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'the text that begins here has a \\ that escapes nothing; write \\\\ for a \\',
  InvalidCharacter: 'the text that begins here has a control character, which must be escaped',
};

const longest = 40;

const described = (found: string): string => {
  if (found === '' || found.startsWith('"')) return '';
  return `; found ${found.length > longest ? `${found.slice(0, longest)}…` : found}`;
};
