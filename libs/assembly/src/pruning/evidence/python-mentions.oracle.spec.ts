import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { temporaryFolders } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { findTestMentions } from './python-mentions.ts';

const scratch = temporaryFolders();

/** Finds all modules with tests in their names that a source could import, with CPython's parser. */
const importsOf = `
import ast, json, sys
def modules(source, parents):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level > len(parents): continue
            base = parents[:len(parents) - node.level + 1] if node.level else []
            module = '.'.join(base + ([node.module] if node.module else []))
            yield module
            yield from (f'{module}.{alias.name}' for alias in node.names)
def prefixes(module):
    parts = module.split('.')
    return ['.'.join(parts[:i + 1]) for i, part in enumerate(parts) if part in ('tests', 'test') and i > 0]
cases = json.load(open(sys.argv[1], encoding='utf-8'))
print(json.dumps([sorted({p for m in modules(source, parents) for p in prefixes(m)}) for source, parents in cases]))
`;

const name = fc.constantFrom(
  'tests',
  'test',
  'pkg',
  'sub',
  'testing',
  'latest',
  'a',
  'import_',
  'from_x',
  'ünï',
);
const dotted = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const gap = fc.constantFrom(' ', '  ', '\t', ' \\\n ', ' \\\n');
const optionalGap = fc.constantFrom('', ' ', '\t');
const separator = fc.constantFrom(',', ', ', ' , ');
const lineBreak = fc.constantFrom(
  '',
  '\n',
  '\n    ',
  ' # a comment (with tests)\n',
  '  # from x import y\n    ',
  '\r\n  ',
);

const imported = fc.record({ name, as: fc.option(fc.constantFrom('tests', 'other'), { nil: undefined }) });
const item = imported.map(({ name: what, as }) => (as === undefined ? what : `${what} as ${as}`));

const plainImport = fc
  .tuple(gap, fc.array(fc.tuple(dotted, optionalGap), { minLength: 1, maxLength: 3 }))
  .map(([space, names]) => `import${space}${names.map(([what, after]) => what + after).join(',')}`);
const source = fc.oneof(
  dotted.map((module) => ` ${module} `),
  fc.tuple(fc.constantFrom('.', '..', '...', '. .'), dotted).map(([dots, module]) => ` ${dots}${module} `),
  fc.constantFrom('.', '..').map((dots) => ` ${dots} `),
  fc.constantFrom('.', '..'),
);
const bare = fc
  .tuple(fc.array(item, { minLength: 1, maxLength: 3 }), separator)
  .map(([items, comma]) => ` ${items.join(comma)}`);
const bracketed = fc
  .tuple(fc.array(fc.tuple(item, lineBreak), { minLength: 1, maxLength: 4 }), lineBreak, optionalGap)
  .map(
    ([items, first, space]) =>
      `${space}(${first}${items.map(([what, after]) => `${what},${after}`).join('')})`,
  );
const fromImport = fc
  .tuple(source, fc.oneof(bare, bracketed))
  .map(([from, items]) => `from${from}import${items}`);

const statement = fc.oneof(plainImport, fromImport);
const prose = fc.constantFrom(
  '# from here we import the tests',
  '"""Read from\nthe file, import\nwhat is there."""',
  'x = 1',
  'print("from")',
);
const program = fc
  .array(
    fc.tuple(fc.oneof({ weight: 3, arbitrary: statement }, prose), fc.constantFrom('\n', '; ', '\r\n')),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map(
    (parts) =>
      parts.map(([text, end]) => (text.includes('#') && end === '; ' ? `${text}\n` : text + end)).join('') +
      'pass\n',
  );
const parents = fc.array(fc.constantFrom('pkg', 'sub', 'a'), { minLength: 1, maxLength: 3 });

it('findTestMentions finds every import of tests that CPython’s parser finds', async () => {
  const cases = fc.sample(fc.tuple(program, parents), { numRuns: 1500, seed: 7 });
  const path = join(await scratch(), 'cases.json');
  await writeFile(path, JSON.stringify(cases));
  const expected = (await python(importsOf, path)) as string[][];
  const missed = cases.flatMap(([text, folders], index) => {
    const found = findTestMentions(Buffer.from(text), folders)?.modules ?? new Set<string>();
    const ascii = (expected[index] ?? []).filter((module) => /^[\w.]+$/.test(module));
    const missing = ascii.filter((module) => !found.has(module));
    return missing.length === 0 ? [] : [{ text, folders, missing }];
  });
  expect(missed).toEqual([]);
  expect(expected.flat().length).toBeGreaterThan(1500);
}, 30_000);
