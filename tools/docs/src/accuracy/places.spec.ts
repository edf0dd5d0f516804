import { readFile } from 'node:fs/promises';
import { workspaceRoot } from '../reference/reference-files.ts';
import { readPages } from './pages.ts';

const projectIn = (folder: string): RegExp =>
  new RegExp(
    String.raw`(?:^|[\s\`"/])(?:dist/)?${folder}/[\w-]+/(?:layer\.json|function\.json|src/|python3)`,
    'm',
  );

it('every page puts projects where the generators put them in a new workspace', async () => {
  const texts = await Promise.all(
    (await readPages()).map(
      async ({ path }) => [path, await readFile(new URL(path, workspaceRoot), 'utf8')] as const,
    ),
  );
  const naming = (folder: string) =>
    texts.filter(([, text]) => projectIn(folder).test(text)).map(([path]) => path);
  expect(naming('packages')).toEqual([]);
  expect(naming('apps')).toEqual(
    expect.arrayContaining(['README.md', 'docs/first-layer.md', 'docs/quick-start.md']),
  );
});
