import fc from 'fast-check';
import { python } from '@layerkit/testing-host';
import { parseEntryPoints } from './parse-entry-points.ts';

/** The oracle: the pattern and the checks of CPython’s importlib.metadata. */
const readWithPython = `
import importlib.metadata, json, sys
def read(line):
    name, _, value = line.partition("=")
    try: point = importlib.metadata.EntryPoint(name.strip(), value.strip(), "g")
    except ValueError: return None
    found = importlib.metadata.EntryPoint.pattern.match(point.value)
    return found and [point.name, found["module"], found["extras"] is not None]
print(json.dumps([read(line) for line in json.loads(sys.argv[1])]))`;

it('the value of an entry point is read like importlib.metadata reads it', async () => {
  const parts = fc.array(fc.constantFrom('a', 'b.c', ':d', ': e', ' ', '[', ']', 'x y', ',', '!'), {
    maxLength: 8,
  });
  const values = fc.sample(parts, { numRuns: 2000, seed: 1 }).map((written) => written.join(''));
  const lines = values.map((value) => `name = ${value}`);
  const expected = await python(readWithPython, JSON.stringify(lines));
  const ours = lines.map((line) => {
    const [point] = parseEntryPoints(`[g]\n${line}`);
    return point === undefined ? null : [point.name, point.module, point.optional];
  });
  expect(ours).toEqual(expected);
});

it.each(['# a = b', '; a = b', '= b', 'a', 'abc', 'a =', '[a = b'])(
  'a line without a name or a value is skipped: %s',
  (line) => {
    expect(parseEntryPoints(`[g]\n${line}`)).toEqual([]);
  },
);

it('each entry point belongs to the last group before it, with any line ends', () => {
  const text =
    'lost = a\n[ one ]\r\nx = a.b:C\r\n\r\n  y=d [extra]  \n[not a group\n[nor] this\nz = e\na;b = c\n[]\nw = f:g.h';
  expect(parseEntryPoints(text)).toEqual([
    { group: 'one', name: 'x', module: 'a.b', optional: false },
    { group: 'one', name: 'y', module: 'd', optional: true },
    { group: 'one', name: 'z', module: 'e', optional: false },
    { group: 'one', name: 'a;b', module: 'c', optional: false },
    { group: '', name: 'w', module: 'f', optional: false },
  ]);
});
