import { parseMetadata } from './parse-metadata.ts';

const parse = (text: string) => parseMetadata(Buffer.from(text));

const lines = [
  'Metadata-Version: 2.1',
  'Name: kit',
  'VERSION:1.0 ',
  'Requires-Dist: a>=1',
  'Requires-Dist: b;',
  '  python_version > "3"',
  '\tand extra == "x"',
  'not a field',
  'Provides Extra: x',
  ': nothing',
  'Requires-Python: >=3.9',
];
const expected = {
  name: 'kit',
  version: '1.0',
  requires: ['a>=1', 'b; python_version > "3" and extra == "x"'],
  requiresPython: '>=3.9',
};

it.each(['\n', '\r\n', '\r'])(
  'the fields are read up to the first empty line with the line ends %j',
  (end) => {
    expect(parse(lines.join(end))).toEqual(expected);
    const description = ['', 'Name: other', 'Requires-Dist: c', '', 'Requires-Dist: d', ''];
    expect(parse([...lines, ...description].join(end))).toEqual(expected);
  },
);

it('nothing is read if the file begins with an empty line', () => {
  expect(parse('\nName: kit\n\nVersion: 1\n')).toEqual({
    name: undefined,
    version: undefined,
    requires: [],
    requiresPython: undefined,
  });
});

it('the first of several equal fields counts, and an empty one is none', () => {
  expect(parse('Name: a\nName: b\nVersion:\nVersion: 1\n')).toMatchObject({ name: 'a', version: undefined });
});
