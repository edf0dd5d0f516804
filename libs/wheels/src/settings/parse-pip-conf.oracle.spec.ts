import { python } from '@layerkit/testing-host';
import fc from 'fast-check';
import { parsePipConf } from './parse-pip-conf.ts';

/** The oracle: CPython's configparser, with the names of options as pip normalizes them. Null for a file that it refuses. */
const readLikePip = `
import configparser, json, re, sys
def read(text):
    parser = configparser.RawConfigParser()
    try: parser.read_string(text)
    except configparser.Error: return None
    name = lambda option: option.lower().replace("_", "-").removeprefix("--")
    return {s: {name(o): re.sub('\\n+', '\\n', v.strip()) for o, v in parser.items(s)} for s in parser.sections()}
print(json.dumps([read(text) for text in json.loads(sys.argv[1])]))`;

it('sections, options and continued values are read like CPython does it', async () => {
  const line = fc.constantFrom(
    ...['[global]', '[install]', 'index-url = https://host/a', 'Extra_Index_Url: https://h/b', 'a='],
    ...['    https://host/c', '  d = e', '\thttps://host/f', '# comment', '; comment', '   # indented', ''],
    ...['b = c # not a comment', 'find-links=x:y', '--pre = yes'],
  );
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
  const texts = fc.sample(text, { numRuns: 800, seed: 1 });
  const expected = (await python(readLikePip, JSON.stringify(texts))) as readonly unknown[];
  const read = texts.map((one) =>
    Object.fromEntries(
      [...parsePipConf(one)].map(([section, options]) => [section, Object.fromEntries(options)]),
    ),
  );
  const accepted = texts.flatMap((one, at) => (expected[at] === null ? [] : [{ one, at }]));
  expect(accepted.length).toBeGreaterThan(80);
  for (const { one, at } of accepted) expect({ one, read: read[at] }).toEqual({ one, read: expected[at] });
});
