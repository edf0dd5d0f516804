import { findTestMentions } from './python-mentions.ts';

const mentions = (text: string, parents = ['pkg', 'sub']) => {
  const found = findTestMentions(Buffer.from(text), parents);
  return found && { modules: [...found.modules], endings: found.endings, names: found.names };
};

it.each([
  ['a latest contest', 'latest contest testing tested _tests tests_ test1'],
  ['prose', 'this test of the tests is a test'],
  ['a variable', 'test = 1\nif tests: pass'],
])('findTestMentions ignores %s', (_, text) => {
  expect(mentions(text)).toBeUndefined();
});

it.each([
  ['importlib.import_module("pkg.tests.data")', { modules: ['pkg.tests'] }],
  ['import_module("pkg.sub.tests")', { modules: ['pkg.sub.tests'] }],
  ['files(f"{__name__}.tests")', { endings: ['tests'] }],
  ['import_module(".tests.data", package=name)', { endings: ['tests'] }],
  ['import_module("..sub.test", __name__)', { endings: ['sub.test'] }],
  ['name = "%s.tests" % __name__', { endings: ['tests'] }],
  ['name = __name__ + ".tests"', { endings: ['tests'] }],
  ["__all__ = ['tests', 'other']", { names: ['tests'] }],
  ['open(join(here, "tests/data.json"))', { names: ['tests'] }],
  ['open(join(here, "tests", "data.json"))', { names: ['tests'] }],
])('findTestMentions finds %s', (text, expected) => {
  expect(mentions(text)).toMatchObject(expected);
});

it('a mention is found at both ends of a file and after similar words', () => {
  expect(mentions('"tests"')?.names).toEqual(['tests']);
  expect(mentions('a.tests')?.modules).toEqual(['a.tests']);
  const far = `${'the latest '.repeat(5000)}\nfrom . import tests`;
  expect(mentions(far)?.modules).toEqual(['pkg.sub.tests']);
});

it('a relative import beyond the top-level package is ignored', () => {
  expect(mentions('from ... import tests', ['pkg'])?.modules).toEqual([]);
});

it('findTestMentions stays fast on text that makes a naive search slow', () => {
  const bombs = [
    `from ${' '.repeat(200_000)}.tests`,
    `${'from . '.repeat(5000)}, tests`,
    `from . import (${'# x (\n'.repeat(30_000)} , tests`,
    `${'\n'.repeat(300_000)}tests`,
    `${'a.'.repeat(100_000)}tests`,
  ];
  const started = performance.now();
  for (const bomb of bombs) mentions(bomb);
  expect(performance.now() - started).toBeLessThan(3000);
});
