import fc from 'fast-check';
import { printableLine } from './printable-line.ts';

it('a printed line has no control, format or separator character, whatever its text contains', () => {
  const anyCharacter = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(
      '\u001b',
      '\u0007',
      '\u007f',
      '\u009b',
      '\r\n',
      '\u2028',
      '\u202e',
      '\u2066',
      '\u061c',
      '\u{e0041}',
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(printableLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['\u001b[31m', '\\x1b[31m'],
  ['a\r\nb', 'a\\r\\nb'],
  ['\u202egpj.exe', '\\u202egpj.exe'],
  ['\u{e0041}', '\\u{e0041}'],
  ['REPORT\tDuration', 'REPORT Duration'],
  ['日本 naïve 🐍', '日本 naïve 🐍'],
])('%j is printed as %s', (text, shown) => {
  expect(printableLine(text)).toBe(shown);
});

// GitHub: ActionCommand.cs of actions/runner; Azure: “Logging commands”; TeamCity: “Service messages”
it.each([
  ['::add-mask::x', '\\x3a:add-mask::x'],
  ['  ::stop-commands::x', '  \\x3a:stop-commands::x'],
  ['six ##[error]x', 'six \\x23#[error]x'],
  ['six ##vso[task.setvariable variable=PATH]x', 'six \\x23#vso[task.setvariable variable=PATH]x'],
  ["##TeamCity[buildStop]'", "\\x23#TeamCity[buildStop]'"],
])('%s does not start a command of the provider that shows the log', (text, shown) => {
  expect(printableLine(text)).toBe(shown);
});

it.each(['six::seven', '# a comment', '## a title'])('%s stays as it is', (text) => {
  expect(printableLine(text)).toBe(text);
});
