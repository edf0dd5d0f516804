import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describeJsonFault } from './json-fault.ts';

const causeOf = (text: string): unknown => {
  try {
    JSON.parse(text);
  } catch (cause) {
    return cause;
  }
  throw new Error(`the text is valid JSON: ${text}`);
};

const faultOf = (text: string): Promise<string> => describeJsonFault(text, causeOf(text));

it.each([
  ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected a comma before this'],
  ['{\n  "a": 1,\n}', 'line 3, column 1: expected a field name in double quotes; found }'],
  ['{ "a": yes }', 'line 1, column 8: this is not a value; put text in double quotes; found yes'],
  ["{ 'a': 1 }", "line 1, column 3: this is not a value; put text in double quotes; found 'a'"],
  ['[1,]', 'line 1, column 4: expected a value; found ]'],
  ['{ "a" 1 }', 'line 1, column 7: expected a colon before this; found 1'],
  ['// why\n{}', 'line 1, column 1: JSON has no comments; found // why'],
  ['{\n  "a": 1', 'line 2, column 9: a } is missing'],
  ['[\n  1', 'line 2, column 4: a ] is missing'],
  ['{} {}', 'line 1, column 4: expected the end of the file; found {'],
  ['{ "a": "se\ncret" }', 'line 1, column 8: the text that begins here has no closing quote on its line'],
  ['"\\x"', 'line 1, column 1: the text that begins here has a \\ that escapes nothing; write \\\\ for a \\'],
  ['', 'line 1, column 1: expected a value'],
  ['\uFEFF{}', 'the file begins with a byte order mark: save it as UTF-8 without one'],
])('%j: %s', async (text, fault) => {
  expect(await faultOf(text)).toBe(fault);
});

it('a text nested too deep for the parser has a fault of its own', async () => {
  const nested = (levels: number) => faultOf('{"a":'.repeat(levels));
  expect(await nested(500)).toBe('line 1, column 2501: expected a value');
  expect(await nested(501)).toBe('its lists and objects are nested more than 500 levels deep');
  expect(await nested(1_000_000)).toBe('its lists and objects are nested more than 500 levels deep');
  expect(await faultOf('{"a}":'.repeat(100_000))).toBe(await nested(501));
  // A bracket that closes nothing ends no level
  expect(await faultOf('{"a": 1], '.repeat(100_000))).toBe(
    'line 1, column 8: expected a comma before this; found ]',
  );
});

/** The places of the faults by CPython. */
const placesByPython = async (texts: readonly string[]): Promise<readonly string[]> => {
  const script = fileURLToPath(new URL('../../test/json_faults.py', import.meta.url));
  const { stdout } = await promisify(execFile)('python3', [script, JSON.stringify(texts)]);
  return stdout.trim().split('\n');
};

it('describeJsonFault reports the fault at the same place as CPython', async () => {
  const texts = [
    '{\n  "a": 1\n  "b": 2\n}',
    '{ "a": yes }',
    '{\n\t"a": [1 2] }',
    '{ "a" 1 }',
    '{\n  "é": 1 "b" }',
    '{\r\n  "a": 1,\r\n  "b" }',
    '[1,]',
    '{ "a": tru }',
  ];
  const ours = await Promise.all(texts.map(faultOf));
  const places = ours.map((fault) => /^line \d+, column \d+/.exec(fault)?.[0]);
  expect(places).toEqual(await placesByPython(texts));
});

it('describeJsonFault names a place in every text that is not JSON', async () => {
  const characters = fc.constantFrom(...'{}[]:,"\\/ntrue0.-e\n \u0001é'.split(''));
  const broken = fc.string({ unit: characters }).filter((text) => {
    try {
      JSON.parse(text);
      return false;
    } catch {
      return true;
    }
  });
  await fc.assert(
    fc.asyncProperty(broken, async (text) => {
      expect(await faultOf(text)).toMatch(/^line \d+, column \d+: /);
    }),
  );
});
