import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { looksLikeFunction } from './looks-like-function.ts';

const scratch = temporaryFolders();

it.each([
  ['a module at its root', ['app.py'], true],
  [
    'a package at its root, with programs and libraries',
    ['app/__init__.py', 'bin/tool', 'lib/liba.so'],
    true,
  ],
  ['python/', ['python/app.py'], false],
  ['modules at its root and in python/', ['app.py', 'python/app.py'], false],
  ['programs alone', ['bin/tool', 'extensions/x'], false],
  ['a folder of a program', ['awscli/dist/botocore/__init__.py'], false],
  ['nothing', [], false],
])('a zip with %s is told from its paths', async (_, names, isFunction) => {
  const zipPath = join(await scratch(), 'some.zip');
  await writeFile(zipPath, rawZip(names.map((name) => ({ name, content: '' }))));
  expect(looksLikeFunction(zipPath)).toBe(isFunction);
});

it('a missing file is an error of inspect', () => {
  expect(() => looksLikeFunction('/nowhere/some.zip')).toThrow(
    expect.objectContaining({ code: 'inspect/unreadable' }),
  );
});
