import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { python } from '@layerkit/testing-host';
import { readLogicalLines } from './logical-lines.ts';
import { piecesOf } from './source-pieces.ts';

/** The oracle: tokenize on the modules of the standard library. Files in another encoding than UTF-8 are left out. */
const tokenizeLibrary = `
import glob, io, json, os, re, sysconfig, tokenize

def lines(text):
    found, line, indent, start, open_strings = [], "", 0, (0, 0), 0
    rows = io.StringIO(text).readlines()
    def written(begin, end):
        if begin[0] == end[0]: return rows[begin[0] - 1][begin[1]:end[1]]
        return "".join([rows[begin[0] - 1][begin[1]:], *rows[begin[0]:end[0] - 1], rows[end[0] - 1][:end[1]]])
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name, string, begin = tokenize.tok_name[token.type], token.string, token.start
        if name.endswith("STRING_START"):
            if open_strings == 0: start = begin
            open_strings += 1
        if name.endswith("STRING_END"):
            open_strings -= 1
            name, string, begin = "STRING", written(start, token.end), start
        if open_strings > 0 or name in ("COMMENT", "NL", "INDENT", "DEDENT", "ENDMARKER"): continue
        if name == "NEWLINE":
            if line: found.append([indent, line])
            line = ""
            continue
        if name == "STRING": string = re.sub(r"(?s)^(\\w*)(\\"\\"\\"|''').*", r'\\1""', string)
        if not line: indent = begin[1]
        line += re.sub(r"\\s+|\\\\\\n", "", string)
    return found

answers = {}
for path in sorted(glob.glob(os.path.join(sysconfig.get_path("stdlib"), "*.py"))):
    try: answers[path] = lines(open(path, encoding="utf-8", newline=None).read())
    except (UnicodeDecodeError, SyntaxError, tokenize.TokenError): pass
print(json.dumps(answers))`;

it('readLogicalLines splits the standard library like tokenize', async () => {
  const expected = Object.entries((await python(tokenizeLibrary)) as Record<string, unknown>);
  expect(expected.length).toBeGreaterThan(100);
  for (const [path, lines] of expected) {
    const found = readLogicalLines(await readFile(path, 'utf8'));
    const plain = found.map(({ indent, text }) => [indent, text.replace(/\s+|\\\n/g, '')]);
    expect([path, plain]).toEqual([path, lines]);
  }
});

/** Sources of everything that begins, ends or escapes something in Python. */
const sources = fc
  .array(fc.constantFrom('"', "'", '"""', "'''", '\\', '#', '\n', '(', ')', '[', '}', ',', ' ', 'a', 'é'))
  .map((parts) => parts.join(''));

it('the pieces of a source are the source, so each character is read once', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const pieces = [...piecesOf(source)];
      expect(pieces.join('')).toBe(source);
      expect(pieces).not.toContain('');
    }),
    { numRuns: 2000 },
  );
});

it('a string without an end reaches to the end of its line, and a triple-quoted one to the end of the source', () => {
  const read = (source: string) => readLogicalLines(source).map(({ text }) => text);
  expect(read('a = "(\nb = 1')).toEqual(['a = "(', 'b = 1']);
  expect(read(`a = 1\nb = """${'\\\\a'.repeat(40)}\nc = 2`)).toEqual(['a = 1', 'b = ""']);
});
