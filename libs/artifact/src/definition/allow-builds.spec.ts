import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAllowBuild } from './allow-builds.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'definition-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('allowBuild is added or replaced, and the other fields of layer.json stay', async () => {
  const text = '{\n  "layerName": "x",\n  "runtimes": ["python3.12"]\n}\n';
  await writeFile(join(folder, 'layer.json'), text);
  const written = (): Promise<string> => readFile(join(folder, 'layer.json'), 'utf8');
  await writeAllowBuild(folder, ['one']);
  expect(JSON.parse(await written())).toEqual({ ...(JSON.parse(text) as object), allowBuild: ['one'] });
  expect(await written()).toMatch(
    /^\{\n {2}"layerName": "x",\n {2}"runtimes": .*\n {2}"allowBuild": .*\n\}\n$/s,
  );
  await writeAllowBuild(folder, ['one', 'two']);
  expect(JSON.parse(await written())).toMatchObject({ layerName: 'x', allowBuild: ['one', 'two'] });
});
