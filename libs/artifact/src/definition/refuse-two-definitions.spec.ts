import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseTwoDefinitions } from './refuse-two-definitions.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-two-definitions-'));
  await mkdir(join(root, 'apps/deps'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const write = (file: string, content: object | string): Promise<void> =>
  writeFile(join(root, 'apps/deps', file), typeof content === 'string' ? content : JSON.stringify(content));

it.each(['layer.json', 'function.json'] as const)(
  'names both files if %s is next to the other definition',
  async (own) => {
    await write('layer.json', { layerName: 'deps' });
    await write('function.json', { functionName: 'deps' });
    await expect(refuseTwoDefinitions(root, 'apps/deps', own)).rejects.toThrowWithCode('definition/invalid', {
      message: expect.stringMatching(
        /^apps\/deps\/layer\.json and apps\/deps\/function\.json are in the same folder/,
      ),
    });
  },
);

it.each([
  ['it is the only definition', undefined],
  ['the function is an Azure function', { bindings: [] }],
  ['the function is not valid JSON, which is another error', '{'],
])('accepts a layer if %s', async (_, fn) => {
  await write('layer.json', { layerName: 'deps' });
  if (fn !== undefined) await write('function.json', fn);
  await expect(refuseTwoDefinitions(root, 'apps/deps', 'layer.json')).resolves.toBeUndefined();
});
