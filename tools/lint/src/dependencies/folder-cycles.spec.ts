import { cruiseLibraries, productImports } from './cruise-libraries.mjs';
import { folderCycles } from './folder-cycles.mjs';
import { importing, makeTree } from './made-tree.ts';

/** Returns the cycles of a library with these files and their imports. */
const cycles = async (files: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> => {
  const texts = Object.entries(files).map(([file, paths]) => [
    `libs/failure/src/${file}`,
    importing(...paths),
  ]);
  const { root, remove } = await makeTree(Object.fromEntries(texts));
  try {
    return folderCycles(productImports(await cruiseLibraries(root))).map(
      (cycle) => cycle.split('\n')[0] ?? '',
    );
  } finally {
    await remove();
  }
};

it('two folders that import each other are a cycle, even if none of their files import each other', async () => {
  const found = await cycles({
    'a/one.ts': ['../b/two.ts'],
    'b/two.ts': [],
    'b/three.ts': ['../a/four.ts'],
    'a/four.ts': [],
  });
  expect(found).toEqual(['libs/failure/src: a/ → b/ → a/']);
});

it('a cycle of three folders is found through their subfolders', async () => {
  const found = await cycles({
    'a/deep/one.ts': ['../../b/two.ts'],
    'b/two.ts': [],
    'b/deep/deeper/three.ts': ['../../../c/deep/four.ts'],
    'c/deep/four.ts': [],
    'c/five.ts': ['../a/six.ts'],
    'a/six.ts': [],
  });
  expect(found).toEqual(['libs/failure/src: a/ → b/ → c/ → a/']);
});

it('cycles between the subfolders of a folder are found too', async () => {
  const found = await cycles({
    'a/b/one.ts': ['../c/two.ts'],
    'a/c/two.ts': [],
    'a/c/three.ts': ['../b/four.ts'],
    'a/b/four.ts': [],
  });
  expect(found).toEqual(['libs/failure/src/a: b/ → c/ → b/']);
});

it('a file may import a subfolder that imports another file of the folder', async () => {
  expect(
    await cycles({ 'a/use-case.ts': ['./b/step.ts'], 'a/b/step.ts': ['../words.ts'], 'a/words.ts': [] }),
  ).toEqual([]);
});

it('a file and the subfolder that imports it back are a cycle', async () => {
  const found = await cycles({
    'a/use-case.ts': ['./b/step.ts'],
    'a/b/step.ts': [],
    'a/b/other.ts': ['../words.ts'],
    'a/words.ts': ['./use-case.ts'],
  });
  expect(found).toEqual(['libs/failure/src/a: b/ → words.ts → use-case.ts → b/']);
});

it('imports in tests are not part of a cycle', async () => {
  expect(
    await cycles({ 'a/one.ts': ['../b/two.ts'], 'b/two.ts': [], 'b/two.spec.ts': ['../a/one.ts'] }),
  ).toEqual([]);
});
