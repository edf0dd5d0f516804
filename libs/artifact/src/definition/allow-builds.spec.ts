import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { writeAllowBuild } from './allow-builds.ts';

const scratch = temporaryFolders();

it('allowBuild is added or replaced, and the other fields of layer.json stay', async () => {
  const text = '{\n  "layerName": "x",\n  "runtimes": ["python3.12"]\n}\n';
  const folder = await writeTree(await scratch(), { 'layer.json': text });
  const written = (): Promise<string> => readFile(join(folder, 'layer.json'), 'utf8');
  await writeAllowBuild(folder, ['one']);
  expect(JSON.parse(await written())).toEqual({ ...(JSON.parse(text) as object), allowBuild: ['one'] });
  expect(await written()).toMatch(/^\{\n  "layerName": "x",\n  "runtimes": .*\n  "allowBuild": .*\n\}\n$/s);
  await writeAllowBuild(folder, ['one', 'two']);
  expect(JSON.parse(await written())).toMatchObject({ layerName: 'x', allowBuild: ['one', 'two'] });
});
