import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { patterns } from './patterns.mjs';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
  overrideConfigFile: fileURLToPath(new URL('config.mjs', import.meta.url)),
});

/** Returns the phrases found in a file's text. */
const found = async (text: string, filePath = 'libs/failure/src/sample.ts'): Promise<readonly string[]> => {
  const results = await eslint.lintText(text, { filePath });
  return results
    .flatMap(({ messages }) => messages)
    .map(({ message }) => /“([^”]*)”/.exec(message)?.[1] ?? message);
};

describe('phrases', () => {
  const examples: readonly (readonly [string, string, string])[] = [
    ['The file is no zip.', 'is no zip', 'There is no zip. It is no longer one.'],
    ['Told to whoever asks.', 'whoever', 'Shown to anyone who asks.'],
    ['It is built anew.', 'anew', 'It is built again.'],
    ['No lock can be had.', 'be had', 'The lock had been there.'],
    ['The option goes before the file.', 'goes before', 'The option precedes the file.'],
    ['Ten files, of which two are new.', 'of which', 'Ten files; two are new, which shows it.'],
    ['Mend the lock.', 'Mend', 'Fix the lock as we recommend.'],
    ['The zip lies beside it.', 'lies beside', 'The layout underlies this.'],
    ['The name stands in the zip.', 'stands in', 'A server stands in for Lambda.'],
    ['What fails, Nx shows.', 'What fails', 'What fails? Nx shows what fails.'],
    ['Of that its error stays.', 'Of that', 'It stays because of that.'],
    ['Nor does it build.', 'Nor does', 'It neither builds nor locks.'],
    ['Zips are checked, as are the locks.', ', as are the', 'Zips are checked, as the locks are.'],
    ['One sha256 a package.', 'One sha256 a package', 'One sha256 per package. Two times a day.'],
    ['A file speaks of it.', 'speaks of', 'A file mentions it.'],
    ['You are warned of it.', 'warned of', 'You are warned about it.'],
    ['The layer is to be built.', 'is to be built', 'The layer must be built. The aim is to build it.'],
    ['Longer than one waits for.', 'than one waits', 'That one is newer.'],
    ['The packages of others.', 'of others', 'Third-party packages of other teams.'],
    ['Makes of it a package.', 'Makes of', 'It is made of parts.'],
    ['It is held against the schema.', 'held against', 'It is checked against the schema.'],
    ['Files such as are never read.', 'such as are', 'Files such as licenses.'],
    ['Everything but for tests.', 'but for', 'Everything except tests.'],
    ['It takes away the result.', 'takes away', 'It takes a way round.'],
    ['Absent where the host allows none.', 'where the host allows', 'The folder where the host keeps it.'],
    ['Two more besides.', 'besides', 'Besides the lock, it reads the wheels.'],
    ['The zip and the files therein.', 'therein', 'The zip and the files in it.'],
  ];

  it.each(examples)('%s', async (wrong, phrase) => {
    expect(await found(`// ${wrong}\n`)).toEqual([phrase]);
  });

  it.each(examples.map(([, , right]) => right))('nothing is found in: %s', async (right) => {
    expect(await found(`// ${right}\n`)).toEqual([]);
  });

  it('every pattern has an example', () => {
    const without = patterns.filter(
      ({ phrase }) =>
        !examples.some(([wrong]) =>
          new RegExp(phrase.source.replaceAll(' *', ' ?'), phrase.flags).test(wrong),
        ),
    );
    expect(without).toEqual([]);
  });
});

describe('texts', () => {
  it.each([
    ['comments of several lines', '// The file\n// is no\n// zip\n', 'is no zip'],
    ['doc comments', '/**\n * The file is\n * no zip.\n */\n', 'is no zip'],
    ['messages', 'throw new Error("the file is no zip");\n', 'is no zip'],
    ['templates', 'throw new Error(`${f({ a: 1 })} is no zip`);\n', 'is no zip'],
  ])('%s are checked', async (_, code, phrase) => {
    expect(await found(code)).toEqual([phrase]);
  });

  it('the titles of tests are checked, and their other strings are not', async () => {
    const code = `it.each(['a is no zip'])('b is no zip', () => { f('c is no zip'); });\n`;
    expect(await found(code, 'libs/failure/src/sample.spec.ts')).toHaveLength(1);
  });

  it('code is not checked', async () => {
    expect(await found('// The message `is no zip`, https://x.example/is no zip\n')).toEqual([]);
    expect(await found('/** @param {is no zip} x the {@link is no zip} */\n')).toEqual([]);
    expect(
      await found('A `is no zip`, <is no zip>, [a](is no zip)\n\n```\nis no zip\n```\n', 'README.md'),
    ).toEqual([]);
  });

  it('paragraphs, headings, lists and tables of Markdown are checked', async () => {
    const text = [
      '# A *is* no zip',
      'B is\nno [zip](x)',
      '- C is no zip',
      '| What it is |\n| --- |\n| D is no zip |',
      '> What a zip is, E tells.',
    ];
    const phrases = await found(`${text.join('\n\n')}\n`, 'docs/sample.md');
    expect(phrases).toEqual(['is no zip', 'is no zip', 'is no zip', 'is no zip', 'What a']);
  });

  it('descriptions in JSON are checked, and other strings are not', async () => {
    const text = '{ "title": "is no zip", "a": [{ "description": "A is no zip" }] }';
    expect(await found(text, 'docs/schemas/sample.schema.json')).toEqual(['is no zip']);
  });

  it('a disable comment excuses a phrase', async () => {
    const excuse = 'eslint-disable-next-line prose/phrases -- a quotation';
    expect(await found(`// ${excuse}\n// The file is no zip\n`)).toEqual([]);
    expect(await found(`<!-- ${excuse} -->\nThe file is no zip\n`, 'README.md')).toEqual([]);
  });
});
