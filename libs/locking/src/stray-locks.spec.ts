import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { strayLocks } from './stray-locks.ts';

const scratch = temporaryFolders();
const targets = ['python3.12/x86_64', 'python3.12/arm64'].map(parseTarget);

it('only locks and imports lists of other targets are stray', async () => {
  const project = await scratch();
  const names = [
    'python3.12-x86_64',
    'python3.12-arm64',
    'python3.12.imports',
    'python3.11-arm64',
    'python3.13-x86_64',
    'python3.11.imports',
    'notes',
  ];
  await writeTree(project, Object.fromEntries(names.map((name) => [`lock/${name}.txt`, ''])));
  expect(await strayLocks(project, targets)).toEqual([
    'lock/python3.11-arm64.txt',
    'lock/python3.11.imports.txt',
    'lock/python3.13-x86_64.txt',
  ]);
});

it('a project that was never locked has no stray locks', async () => {
  expect(await strayLocks(await scratch(), targets)).toEqual([]);
});
