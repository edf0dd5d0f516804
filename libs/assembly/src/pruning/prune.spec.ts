import { pruneRuleNames } from '@layerkit/artifact/prune-rules';
import { droppedBy as dropped } from '../../test/dropped-by.ts';
import { pruneRules } from './prune.ts';

const kit = {
  'kit/__init__.py': '',
  'kit/core.py': 'x = 1',
  'kit/tests/__init__.py': '',
  'kit/tests/data/a.json': '{}',
  'kit/tests/test_core.py': 'from kit import core',
};
const kitTests = ['kit/tests/__init__.py', 'kit/tests/data/a.json', 'kit/tests/test_core.py'];

it('every rule of a layer definition is implemented, in order', () => {
  expect(pruneRules.map(({ name }) => name)).toEqual(pruneRuleNames);
});

it('unmentioned directories of tests below a package are dropped', async () => {
  expect(Object.keys(await dropped(kit)).sort()).toEqual(kitTests);
  const nested = { ...kit, 'kit/sub/__init__.py': '', 'kit/sub/test/a.py': 'from kit.tests import data' };
  expect(Object.keys(await dropped(nested)).sort()).toEqual(['kit/sub/test/a.py', ...kitTests].sort());
  expect(await dropped(kit, { rules: [] })).toEqual({});
});

it.each([
  ['an absolute import', { 'kit/core.py': 'import kit.tests' }],
  ['an import of a module in it', { 'other.py': 'import os, kit.tests.test_core as t' }],
  ['an import from it', { 'other/mod.py': 'from kit.tests.test_core import x' }],
  ['an import of it from its package', { 'other.py': 'from kit import (core,\n  tests)' }],
  ['a relative import', { 'kit/core.py': 'def f():\n    from . import core, tests' }],
  ['a relative import from it', { 'kit/__init__.py': 'from .tests import x' }],
  ['a relative import from above', { 'kit/sub/deep/mod.py': 'from ...tests.data import x' }],
  ['its name in a string', { 'other.py': 'import_module("kit.tests")' }],
  ['a relative name in a string', { 'kit/core.py': 'import_module(".tests", __package__)' }],
  ['__all__', { 'kit/__init__.py': '__all__ = ["core", "tests"]' }],
  ['a path to its data', { 'kit/core.py': 'open(here / "tests/data/a.json")' }],
  ['an entry point', { 'kit-1.dist-info/entry_points.txt': '[pytest11]\nkit = kit.tests.plugin\n' }],
  ['a .pth file', { 'kit.pth': 'import kit.tests' }],
  ['own code', { 'own:mine.py': 'from kit.tests import x' }],
  ['a damaged file', { 'other.py': undefined }],
  ['an own file in it', { 'own:kit/tests/mine.py': '' }],
])('a directory of tests is kept because of %s', async (_, files) => {
  expect(await dropped({ ...kit, ...files })).toEqual({});
});

it.each([
  [
    'another package’s tests',
    { 'other/__init__.py': 'from .tests import x', 'other.py': 'import akit.tests' },
  ],
  ['a relative name in another package', { 'other.py': 'import_module(".tests", __package__)' }],
  ['a list of names in another package', { 'other/__init__.py': 'skip = ["tests"]' }],
  ['pytest’s conftest.py', { 'kit/conftest.py': 'ignore = ["tests"]' }],
  ['similar words', { 'other.py': 'kit.testing, kit.tests_, kit.test, mykit.tests, kit.tests2' }],
])('a directory of tests is dropped despite %s', async (_, files) => {
  expect(Object.keys(await dropped({ ...kit, ...files })).sort()).toEqual(kitTests);
});

it('tests that kept tests import are kept, but not tests that they only name', async () => {
  const files = {
    'a/__init__.py': 'from .tests import helper',
    'a/tests/helper.py': 'from b.tests import more\nskip = [".tests", "tests"]',
    'b/__init__.py': '',
    'b/tests/more.py': 'import c.test',
    'c/__init__.py': '',
    'c/test/x.py': '',
    'a/sub/__init__.py': '',
    'a/sub/tests/x.py': '',
  };
  expect(Object.keys(await dropped(files))).toEqual(['a/sub/tests/x.py']);
});

it('directories with similar names are kept', async () => {
  const files = {
    // FACTS: what a recipe's `*test*` broke.
    'strands/vended_memory_stores/__init__.py': '',
    'strands/vended_memory_stores/test_memory_store/__init__.py': '',
    'sympy/__init__.py': '',
    'sympy/testing/__init__.py': '',
    'numpy/__init__.py': '',
    'numpy/testing/__init__.py': '',
    'pandas/__init__.py': '',
    'pandas/_testing/__init__.py': '',
    'pandas/conftest.py': '',
    // at the top level, in a namespace package, and a module
    'tests/__init__.py': '',
    'opentelemetry/test/__init__.py': '',
    'share/tests/data.txt': '',
    'kit/__init__.py': '',
    'kit/tests.py': '',
    'kit/Tests/a.py': '',
    'kit/unit_tests/a.py': '',
    'kit/té/__init__.py': '',
    'kit/té/tests/a.py': '',
  };
  expect(await dropped(files)).toEqual({});
});

it('.dist-info is never dropped', async () => {
  const files = {
    'kit-1.dist-info/__pycache__/a.cpython-312.pyc': '',
    'kit-1.dist-info/__init__.py': '',
    'kit-1.dist-info/tests/a.py': '',
    'vendor/kit-1.dist-info/a.py': '',
    'vendor/kit-1.dist-info/a.pyc': '',
  };
  expect(await dropped(files)).toEqual({});
});

it('bytecode with a source is dropped, and a module without a source is kept', async () => {
  const files = {
    'kit/__init__.py': '',
    'kit/__pycache__/__init__.cpython-312.pyc': '',
    'kit/__pycache__/gone.cpython-311.opt-1.pyc': '',
    'kit/core.py': '',
    'kit/core.pyc': '',
    'kit/core.pyo': '',
    'kit/compiled.pyc': '',
    'kit/notes__pycache__/a.txt': '',
    'own:mine.pyc': '',
    'own:mine.py': '',
  };
  expect(await dropped(files)).toEqual({
    'kit/__pycache__/__init__.cpython-312.pyc': 'bytecode',
    'kit/__pycache__/gone.cpython-311.opt-1.pyc': 'bytecode',
    'kit/core.pyc': 'bytecode',
    'kit/core.pyo': 'bytecode',
  });
});
