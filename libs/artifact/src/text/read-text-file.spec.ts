import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTextFile } from './read-text-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerkit-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('the text of a file is returned', async () => {
  const path = join(folder, 'requirements.in');
  await writeFile(path, 'größe\n');
  expect(await readTextFile(path)).toBe('größe\n');
});

it('a pipe is refused, since it would never end', async () => {
  const path = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [path]);
  await expect(readTextFile(path)).rejects.toMatchObject({
    code: 'disk/refused',
    message: `${path} can’t be used: it is a pipe, a socket or a device`,
  });
});

it('a file of more than 64 MiB is refused before it is read', async () => {
  const path = join(folder, 'layer.json');
  await writeFile(path, '');
  await truncate(path, 64 * 1024 ** 2 + 1);
  await expect(readTextFile(path)).rejects.toMatchObject({
    code: 'disk/refused',
    message: expect.stringContaining('67108865 bytes'),
  });
});

it('the system’s error of a missing file is thrown unchanged', async () => {
  await expect(readTextFile(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
