import { compareImports } from './compare-imports.ts';

const results = (modules: Readonly<Record<string, boolean>>) =>
  Object.entries(modules).map(([module, imported]) => ({ module, imported, seconds: 0 }));

const file = (path: string) => ({ path, package: 'kit', zippedBytes: 1, unpackedBytes: 1 });
const pruned = [
  { rule: 'tests', files: [file('python/kit/tests/__init__.py'), file('python/kit/tests/_c.abi3.so')] },
  { rule: 'exclude', files: [file('python/kit/gone.py')] },
];

const before = results({
  kit: true,
  'kit.a': true,
  'kit.b': false,
  'kit.tests': true,
  'kit.tests._c': false,
  'kit.gone': true,
});

it('modules that still import, that never did, and dropped tests are counted', () => {
  const after = results({ kit: true, 'kit.a': true, 'kit.b': false, 'kit.gone': true });
  expect(compareImports(before, after, { pruned })).toEqual({
    imported: ['kit', 'kit.a', 'kit.gone'],
    failing: ['kit.b'],
    tests: 2,
    changed: [],
  });
});

it('modules with another result, missing modules that are not tests, and new modules are named', () => {
  const after = results({ kit: true, 'kit.a': false, 'kit.b': true, 'kit.new': true });
  expect(compareImports(before, after, { pruned }).changed).toEqual([
    'kit.a',
    'kit.b',
    'kit.gone',
    'kit.new',
  ]);
});
