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
  'names both files where %s has the other beside it',
  async (own) => {
    await write('layer.json', { layerName: 'deps' });
    await write('function.json', { functionName: 'deps' });
    await expect(refuseTwoDefinitions(root, 'apps/deps', own)).rejects.toThrowWithCode('definition/invalid', {
      message: expect.stringMatching(
        /^apps\/deps\/layer\.json and apps\/deps\/function\.json lie in one folder/,
      ),
    });
  },
);

it.each([
  ['there is only the one', undefined],
  ['the function is one of Azure', { bindings: [] }],
  ['the other is no JSON, which is another error', '{'],
])('lets a layer pass where %s', async (_, fn) => {
  await write('layer.json', { layerName: 'deps' });
  if (fn !== undefined) await write('function.json', fn);
  await expect(refuseTwoDefinitions(root, 'apps/deps', 'layer.json')).resolves.toBeUndefined();
});
