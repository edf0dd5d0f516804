import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { zipSources } from './zip-sources.ts';

const scratch = temporaryFolders();
const archive = async (directory: string, prefix = 'python/') => {
  const outputPath = join(await scratch(), 'sources.zip');
  return zipSources({ directory, prefix, outputPath });
};

const tree = {
  'coderipple/__init__.py': '__version__ = "1"\r\n',
  'coderipple/naïve/größe.txt': 'ü',
  'coderipple/Z.py': '',
  'coderipple-run': '#!/bin/sh\nexec "$@"\n',
  'lib/native.so': Buffer.from('\x7fELF\x02\x01', 'latin1'),
  'b.py': 'x = 1\n',
};

/** The oracle: CPython’s zipfile. */
const readByPython = async (path: string): Promise<Record<string, unknown>> => {
  const script = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as zip:
    assert zip.testzip() is None
    print(json.dumps({i.filename: [zip.read(i).decode('latin-1'), i.compress_type, i.date_time, oct(i.external_attr >> 16), i.flag_bits & ~0x800, i.extra.hex()] for i in zip.infolist()}))`;
  const { stdout } = await promisify(execFile)('python3', ['-c', script, path]);
  const entries: unknown = JSON.parse(stdout);
  return { ...(typeof entries === 'object' ? entries : {}) };
};

it('CPython finds each file stored, with the fixed date and the right mode', async () => {
  const made = await archive(await writeTree(await scratch(), tree));
  const plain = (text: string, mode: string) => [text, 0, [1980, 1, 1, 0, 0, 0], mode, 0, ''];
  expect(await readByPython(made.path)).toEqual({
    'python/b.py': plain('x = 1\n', '0o100644'),
    'python/coderipple-run': plain('#!/bin/sh\nexec "$@"\n', '0o100755'),
    'python/coderipple/Z.py': plain('', '0o100644'),
    'python/coderipple/__init__.py': plain('__version__ = "1"\r\n', '0o100644'),
    'python/coderipple/naïve/größe.txt': plain('Ã¼', '0o100644'),
    'python/lib/native.so': plain('\x7fELF\x02\x01', '0o100755'),
  });
  expect(made.names).toEqual(Object.keys(await readByPython(made.path)));
  expect(made.facts).toEqual({
    file: 'sources.zip',
    sha256: sha256Of(await readFile(made.path)),
    bytes: (await readFile(made.path)).length,
    unpackedBytes: 53,
    entries: 6,
  });
});

it('the zip has the same digest on every host', async () => {
  const { facts } = await archive(await writeTree(await scratch(), tree));
  expect(facts.sha256).toBe('513aecf7fdf9b176f3a7dcf4e5fc79804b8218c393d10c73b98e35c73469fb83');
});

it('the zip does not depend on the order, modes and times of the files', async () => {
  const name = fc.stringMatching(/^[a-z_]{1,4}(\/[a-z_]{1,4}){0,2}\.(py|so|txt)$/);
  const files = fc.dictionary(name, fc.uint8Array({ maxLength: 40 }), { minKeys: 1, maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), async (written, executable) => {
      const first = await writeTree(await scratch(), written);
      const second = await scratch();
      for (const [path, bytes] of Object.entries(written).reverse()) {
        await writeTree(second, { [path]: bytes });
        await chmod(join(second, path), executable ? 0o777 : 0o600);
        await utimes(join(second, path), 1_000_000_000, 1_000_000_000);
      }
      expect((await archive(second)).facts).toEqual((await archive(first)).facts);
    }),
    { numRuns: 25 },
  );
});

it('files that tools leave next to sources are left out, and files with similar names are not', async () => {
  const leftovers = ['.DS_Store', '._x', '.git/config', '.idea/w.xml', '.mypy_cache/x', 'Thumbs.db', 'a.py~'];
  const more = ['#a.py#', '.#a.py', '.a.py.swp', '.a~', '__pycache__/a.cpython-312.pyc', 'a.pyc', 'p/a.pyo'];
  const kept = ['.env', '.hidden/x', 'a.pyi', 'git/config', 'p/__pycache__x/a.py', 'p/idea'];
  const files = [...leftovers, ...more, ...kept].map((path) => [path, 'x'] as const);
  const { names } = await archive(await writeTree(await scratch(), Object.fromEntries(files)), '');
  expect(names).toEqual(kept);
});

it('a link inside the folder counts as its destination', async () => {
  const root = await writeTree(await scratch(), { 'real/a.py': 'a' });
  await symlink('real', join(root, 'folder'));
  await symlink(join('real', 'a.py'), join(root, 'file.py'));
  const { path } = await archive(root, '');
  const entries = await readByPython(path);
  expect(Object.keys(entries)).toEqual(['file.py', 'folder/a.py', 'real/a.py']);
  expect(new Set(Object.values(entries).map(String)).size).toBe(1);
});

it('all problems are lines of one error', async () => {
  const outside = await writeTree(await scratch(), { 'secret.txt': 'x' });
  const root = await writeTree(await scratch(), {
    'a/B.py': '',
    'a/b.py': '',
    'A/c.py': '',
    'a/x\\y.py': '',
    'a/x:y': '',
  });
  await symlink(outside, join(root, 'folder'));
  await symlink(join(outside, 'secret.txt'), join(root, 'file'));
  await symlink('nowhere', join(root, 'broken'));
  await symlink('..', join(root, 'a', 'circle'));
  const error = await failureOf(archive(root));
  expect(error.code).toBe('source/invalid');
  expect(error.problems).toEqual([
    '"a/x:y" has a character that not every system allows in a name',
    '"a/x\\\\y.py" has a character that not every system allows in a name',
    'a/circle is a link to a folder above it',
    'broken is a broken link',
    'file is a link to a path outside the folder',
    'folder is a link to a path outside the folder',
    'A/ and a/ differ only in case',
    'a/B.py and a/b.py differ only in case',
  ]);
});

const spellings = ['p/naïve.py'.normalize('NFC'), 'p/naïve.py'.normalize('NFD')];
const bothSpellings = Object.fromEntries(spellings.map((name) => [name, name]));

/** A file system that composes names can have only one of them. */
const keepsBothSpellings = async (): Promise<boolean> => {
  const root = await writeTree(await mkdtemp(join(tmpdir(), 'layerkit-spec-')), bothSpellings);
  const kept = await readdir(join(root, 'p'));
  await rm(root, { recursive: true });
  return kept.length === 2;
};

const whereBothAre = (await keepsBothSpellings()) ? it : it.skip;

whereBothAre('two names that become equal when composed are a problem', async () => {
  const root = await writeTree(await scratch(), bothSpellings);
  const error = await failureOf(archive(root));
  expect(error.problems).toEqual(['p/naïve.py is there twice, in different Unicode forms']);
});

it('a folder that is missing, empty or a file is an error', async () => {
  const root = await writeTree(await scratch(), { file: '', 'empty/__pycache__/a.pyc': '' });
  await mkdir(join(root, 'nothing'));
  for (const name of ['missing', 'file', 'empty', 'nothing']) {
    const error = await failureOf(archive(join(root, name)));
    expect(error.code).toBe('source/invalid');
    expect(error.message).toContain(join(root, name));
  }
});
