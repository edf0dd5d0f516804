import { cruiseLibraries, productImports } from './cruise-libraries.mjs';
import { folderCircles } from './folder-circles.mjs';
import { importing, makeTree } from './made-tree.ts';

/** The circles of a library with these files and their imports. */
const circles = async (files: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> => {
  const texts = Object.entries(files).map(([file, paths]) => [
    `libs/failure/src/${file}`,
    importing(...paths),
  ]);
  const { root, remove } = await makeTree(Object.fromEntries(texts));
  try {
    return folderCircles(productImports(await cruiseLibraries(root))).map(
      (circle) => circle.split('\n')[0] ?? '',
    );
  } finally {
    await remove();
  }
};

it('two folders that import each other are a circle, though none of their files do', async () => {
  const found = await circles({
    'a/one.ts': ['../b/two.ts'],
    'b/two.ts': [],
    'b/three.ts': ['../a/four.ts'],
    'a/four.ts': [],
  });
  expect(found).toEqual(['libs/failure/src: a/ → b/ → a/']);
});

it('a circle of three folders is found through their subfolders', async () => {
  const found = await circles({
    'a/deep/one.ts': ['../../b/two.ts'],
    'b/two.ts': [],
    'b/deep/deeper/three.ts': ['../../../c/deep/four.ts'],
    'c/deep/four.ts': [],
    'c/five.ts': ['../a/six.ts'],
    'a/six.ts': [],
  });
  expect(found).toEqual(['libs/failure/src: a/ → b/ → c/ → a/']);
});

it('subfolders of one folder are held apart too', async () => {
  const found = await circles({
    'a/b/one.ts': ['../c/two.ts'],
    'a/c/two.ts': [],
    'a/c/three.ts': ['../b/four.ts'],
    'a/b/four.ts': [],
  });
  expect(found).toEqual(['libs/failure/src/a: b/ → c/ → b/']);
});

it('a folder imports its subfolder, which may import another file of the folder', async () => {
  expect(
    await circles({ 'a/use-case.ts': ['./b/step.ts'], 'a/b/step.ts': ['../words.ts'], 'a/words.ts': [] }),
  ).toEqual([]);
});

it('a subfolder that imports the file which leads to it is a circle', async () => {
  const found = await circles({
    'a/use-case.ts': ['./b/step.ts'],
    'a/b/step.ts': [],
    'a/b/other.ts': ['../words.ts'],
    'a/words.ts': ['./use-case.ts'],
  });
  expect(found).toEqual(['libs/failure/src/a: b/ → words.ts → use-case.ts → b/']);
});

it('the imports of tests make no circle', async () => {
  expect(
    await circles({ 'a/one.ts': ['../b/two.ts'], 'b/two.ts': [], 'b/two.spec.ts': ['../a/one.ts'] }),
  ).toEqual([]);
});
