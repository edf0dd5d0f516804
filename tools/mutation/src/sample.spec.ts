import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { sampleOf } from './sample.ts';

const scratch = temporaryFolders();

const library = async (): Promise<string> => {
  const folder = await scratch();
  const lines = Array.from({ length: 25 }, (_, line) => `export const a${line} = ${line};`).join('\n');
  await writeTree(folder, { 'a.ts': lines, 'deep/b.ts': lines, 'deep/b.spec.ts': lines, 'c.d.ts': lines });
  return folder;
};

it('a sample has pieces of all sources, but none of a spec', async () => {
  const folder = await library();
  expect(sampleOf(folder, { lines: 1000, seed: 1 })).toEqual(
    ['a.ts', 'deep/b.ts'].flatMap((file) =>
      ['1-10', '11-20', '21-30'].map((lines) => `${folder}/${file}:${lines}`),
    ),
  );
});

it('a seed chooses the pieces', async () => {
  const folder = await library();
  const chosen = (seed: number) => sampleOf(folder, { lines: 30, seed });
  expect(chosen(1)).toHaveLength(3);
  expect(chosen(1)).toEqual(chosen(1));
  expect(new Set([1, 2, 3, 4, 5].map((seed) => chosen(seed).join(' '))).size).toBeGreaterThan(1);
});
