import { messageOf } from '@layerkit/failure';

/**
 * Where and why a text is no JSON, for a person: `line 3, column 2: a comma is expected before this`.
 * JSON.parse’s own words name a place only at times, and differ between versions of Node. What stands there
 * is told unless it is a string, which may be a secret.
 * @param cause what JSON.parse threw: its words are taken where no better ones are known
 */
export const describeJsonFault = async (text: string, cause: unknown): Promise<string> => {
  if (text.startsWith('\uFEFF')) return 'it begins with a byte order mark: save it as UTF-8 without one';
  const { printParseErrorCode, visit } = await import('jsonc-parser');
  const faults: string[] = [];
  visit(
    text,
    {
      onError: (code, ...[offset, length, line, column]) => {
        const words = wordsFor[printParseErrorCode(code)];
        const found = text.slice(offset, offset + length);
        if (words !== undefined)
          faults.push(`line ${line + 1}, column ${column + 1}: ${words}${described(found)}`);
      },
    },
    { disallowComments: true },
  );
  // The first: what follows is often its doing.
  return faults[0] ?? messageOf(cause);
};

const wordsFor: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value; text stands in double quotes',
  PropertyNameExpected: 'the name of a field is expected, in double quotes',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected before this',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'there should be nothing more',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the text that begins here has no closing quote on its line',
  UnexpectedEndOfNumber: 'the number is not whole',
  InvalidUnicode: '\\u in this text wants four hexadecimal digits behind it',
  InvalidEscapeCharacter: 'the text that begins here has a \\ that escapes nothing; a \\ itself is \\\\',
  InvalidCharacter: 'the text that begins here has a control character, which has to be escaped',
};

const longest = 40;

const described = (found: string): string => {
  if (found === '' || found.startsWith('"')) return '';
  return `; found ${found.length > longest ? `${found.slice(0, longest)}…` : found}`;
};
