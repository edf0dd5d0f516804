import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel, type MadeWheel } from '@layerkit/testing-packages';
import { planLayer } from './plan-layer.ts';

const scratch = temporaryFolders();

const alpha = { 'alpha/__init__.py': '', 'tests/__init__.py': 'A', 'tests/test_alpha.py': 'import tests' };
const beta = { 'beta.py': '', 'tests/__init__.py': 'B', 'tests/test_beta.py': '' };

const plan = async (wheels: readonly MadeWheel[], include: readonly string[] = []) => {
  const folder = await scratch();
  return planLayer({
    wheels: await Promise.all(wheels.map((wheel) => makeWheel(folder, wheel))),
    prune: { rules: [], include: [...include], exclude: [] },
  });
};

const wheels = (changes: Readonly<Record<string, string>> = {}): readonly MadeWheel[] => [
  { name: 'alpha', files: alpha },
  { name: 'beta', files: { ...beta, ...changes } },
];

it('top-level tests of several wheels are left out if nothing imports them', async () => {
  const { entries, pruned } = await plan(wheels({ 'beta.py': 'import unittest, mytests\nx = "tests"' }));
  expect(entries.filter(({ path }) => path.startsWith('tests/'))).toEqual([]);
  expect(pruned).toMatchObject([{ rule: 'clashes' }]);
  expect(pruned[0]?.files.map(({ path }) => path)).toEqual([
    'python/tests/__init__.py',
    'python/tests/test_alpha.py',
    'python/tests/test_beta.py',
  ]);
});

it('top-level tests without different files stay', async () => {
  const { entries, pruned } = await plan(wheels({ 'tests/__init__.py': 'A' }));
  expect(entries.map(({ path }) => path)).toContain('tests/test_alpha.py');
  expect(pruned).toEqual([]);
});

it.each([
  ['an import', { 'beta.py': 'import tests' }],
  ['one of several imports', { 'beta.py': 'import os.path as p, tests.x' }],
  ['an import from it', { 'beta.py': 'def f():\n  from tests.test_beta import x' }],
  ['a name in a string', { 'beta.py': 'x = "tests.test_beta"' }],
  ['a dynamic import', { 'beta.py': 'import_module("tests")' }],
  ['an entry point', { 'beta-1.0.dist-info/entry_points.txt': '[x]\ny = tests.test_beta:f\n' }],
])('a folder that clashes is refused because of %s', async (_, changes) => {
  const { code, hint } = await failureOf(plan(wheels(changes)));
  expect(code).toBe('archive/conflict');
  expect(hint).toContain('prune.exclude');
});

it('a folder that is all that a wheel has, or that prune.include names, is refused', async () => {
  const [first] = wheels();
  const product = { name: 'testing', files: { 'tests/__init__.py': 'C' } };
  expect((await failureOf(plan([first ?? product, product]))).code).toBe('archive/conflict');
  expect((await failureOf(plan(wheels(), ['python/tests/test_beta.py']))).code).toBe('archive/conflict');
});

it('of texts for people at the top level, the first one stays, with a warning', async () => {
  const { entries, warnings } = await plan([
    { name: 'alpha', files: { 'alpha.py': '', LICENSE: 'A', 'README.md': 'A' } },
    { name: 'beta', files: { 'beta.py': '', LICENSE: 'B', 'README.md': 'A' } },
  ]);
  expect(entries.map(({ path }) => path)).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
  expect(warnings).toEqual([
    '"python/LICENSE" is the file of alpha-1.0-py3-none-any.whl; the one of beta-1.0-py3-none-any.whl is left out',
  ]);
});
