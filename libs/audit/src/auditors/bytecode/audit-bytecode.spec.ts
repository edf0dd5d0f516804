import { runtimes } from '@layerkit/platform-resolution';
import { bytecodeMagic } from '@layerkit/platform-resolution/runtimes';
import { temporaryFolders } from '@layerkit/testing-files';
import { installedTree } from '@layerkit/testing-packages';
import { auditFiles, briefly } from '../../../test/audited-zip.ts';

const scratch = temporaryFolders();

const audit = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  const { findings } = await auditFiles(await scratch(), { ...installedTree('python/'), ...files });
  return { found: briefly(findings), messages: findings.map(({ message }) => message) };
};

const compiled = (magic: number): Uint8Array => Uint8Array.of(magic & 0xff, magic >> 8, 13, 10, 0, 0, 0, 0);

it('bytecode caches of other Pythons are one note per Python, and those of the target are not reported', async () => {
  const { found, messages } = await audit({
    'python/alpha/__pycache__/__init__.cpython-311.pyc': 'x',
    'python/alpha/__pycache__/module.cpython-311.opt-1.pyc': 'x',
    'python/alpha/__pycache__/module.cpython-312.pyc': 'x',
    'python/alpha/__pycache__/module.pypy39.pyc': 'x',
  });
  expect(found).toEqual([
    'note structure/other-bytecode python/alpha/__pycache__/',
    'note structure/other-bytecode python/alpha/__pycache__/module.pypy39.pyc',
  ]);
  expect(messages[0]).toMatch(
    /^2 files compiled for cpython-311, \d+ bytes zipped: python3\.12 reads only cpython-312$/,
  );
});

it('bytecode without a source is an error unless the target’s Python compiled it', async () => {
  const { found, messages } = await audit({
    'python/own.pyc': compiled(bytecodeMagic('python3.12')),
    'python/older.pyc': compiled(bytecodeMagic('python3.11')),
    'python/strange.pyc': '',
    'python/alpha/module.pyc': compiled(bytecodeMagic('python3.11')),
  });
  expect(found).toEqual([
    'error structure/other-bytecode python/older.pyc',
    'error structure/other-bytecode python/strange.pyc',
    'note metadata/missing python/',
  ]);
  expect(messages[0]).toMatch(/^is compiled for python3\.11 and has no source/);
});

it('each Python has its own magic number', () => {
  expect(new Set(runtimes.map(bytecodeMagic)).size).toBe(runtimes.length);
});
