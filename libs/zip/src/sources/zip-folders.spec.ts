import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { listZipFile } from '@layerkit/zip';
import { zipFolders } from './zip-folders.ts';

const scratch = temporaryFolders();

const zip = async (...trees: readonly Readonly<Record<string, string>>[]) => {
  const root = await scratch();
  const folders = await Promise.all(
    trees.map(async (files, at) => ({ directory: await writeTree(join(root, `folder-${at}`), files) })),
  );
  const outputPath = join(root, 'out.zip');
  await zipFolders({ folders, prefix: '', outputPath });
  return listZipFile(outputPath).entries.map(({ name }) => name);
};

it('the files of all folders are in one zip, sorted, in any order of the folders', async () => {
  const [one, other] = [
    { 'app/a.py': '', 'z.py': '' },
    { 'app/b.py': '', 'c.py': '' },
  ];
  const names = ['app/a.py', 'app/b.py', 'c.py', 'z.py'];
  expect(await zip(one, other)).toEqual(names);
  expect(await zip(other, one)).toEqual(names);
});

it('names that exclude one another are one error with all of them', async () => {
  const error = await failureOf(
    zip({ 'a.py': '1', b: '', 'C.py': '' }, { 'a.py': '1', 'b/x': '', 'c.py': '' }),
  );
  expect(error.code).toBe('source/invalid');
  expect(error.problems).toEqual([
    expect.stringMatching(/^a\.py comes from two folders: .*folder-0 and .*folder-1$/),
    'b is a file in one place and a folder in another',
    'C.py and c.py differ only in case',
  ]);
});

it('a folder without files is an error that names it', async () => {
  const error = await failureOf(zip({ 'a.py': '' }, {}));
  expect(error.message).toMatch(/folder-1 contains no files$/);
});
