import { temporaryFolders } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { auditBinariesOf } from '../../../../test/audit-binaries-of.ts';

const scratch = temporaryFolders();

const severityOf = async (sources: Readonly<Record<string, string>>, path = 'own/fast/_m.abi3.so') => {
  const files = { [path]: makeElf({ needed: ['libomp.so.5'] }), ...sources };
  const findings = await auditBinariesOf(await scratch(), { files });
  expect(findings.map(({ code }) => code)).toEqual(['binary/missing-library']);
  return findings[0]?.severity;
};

it.each([
  ['in a function', { 'own/fast/a.py': 'def f():\n  from own.fast import _m as lib' }],
  ['in a try', { 'own/__init__.py': 'try:\n  from .fast import x, _m\nexcept ImportError:\n  _m = None' }],
  ['under a condition', { 'own/fast/__init__.py': 'if gpu():\n  from . import _m' }],
  [
    'in a module that is itself only imported in a function',
    { 'own/a.py': 'def f():\n  import own.fast.b', 'own/fast/b.py': 'from ._m import work' },
  ],
  [
    'in a test',
    { 'own/tests/test_a.py': 'import own.fast._m', 'own/a.py': 'def f():\n  from .fast import _m' },
  ],
])('a missing library of a module whose only import is %s is a warning', async (_, sources) => {
  expect(await severityOf(sources)).toBe('warning');
});

it.each([
  [
    'runs at import',
    { 'own/a.py': 'def f():\n  from .fast import _m', 'own/b.py': 'from .fast import (\n  _m,\n)' },
  ],
  [
    'runs at import of a module that an import loads',
    {
      'own/__init__.py': 'from . import a',
      'own/a.py': 'import own.fast.b',
      'own/fast/b.py': 'from ._m import *',
    },
  ],
  ['is in a try that raises', { 'own/a.py': 'try:\n  import own.fast._m\nexcept ImportError:\n  raise' }],
  ['is unknown', { 'own/__init__.py': 'import_module(name)' }],
])('a missing library of a module whose import %s is an error', async (_, sources) => {
  expect(await severityOf(sources)).toBe('error');
});

it('a missing library of a top-level module is an error', async () => {
  expect(await severityOf({ 'own.py': 'def f():\n  import _m' }, '_m.abi3.so')).toBe('error');
});
