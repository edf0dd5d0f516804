import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { findUv } from './find-uv.ts';

const scratch = temporaryFolders();
const fileName = process.platform === 'win32' ? 'uv.exe' : 'uv';

const program = async (...parts: readonly string[]): Promise<string> => {
  const path = join(...parts);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '');
  await chmod(path, 0o755);
  return path;
};

it('LAYERKIT_UV overrides the nearest python-tools, which override the PATH', async () => {
  const root = await scratch();
  const project = join(root, 'inner', 'apps', 'layer');
  await mkdir(project, { recursive: true });
  const named = await program(root, 'own', 'my-uv');
  const onPath = await program(root, 'bin', fileName);
  const env = { PATH: join(root, 'bin') };

  expect(await findUv(project, env)).toBe(onPath);
  const outer = await program(root, '.layerkit', 'python-tools', 'bin', fileName);
  expect(await findUv(project, env)).toBe(outer);
  const inner = await program(root, 'inner', '.layerkit', 'python-tools', 'Scripts', fileName);
  expect(await findUv(project, env)).toBe(inner);
  expect(await findUv(project, { ...env, LAYERKIT_UV: named })).toBe(named);
});

it('a missing LAYERKIT_UV is an error, even if another uv is on the PATH', async () => {
  const root = await scratch();
  await program(root, 'bin', fileName);
  const { code, message, hint } = await failureOf(
    findUv(root, { PATH: join(root, 'bin'), LAYERKIT_UV: join(root, 'absent') }),
  );
  expect(code).toBe('resolver/not-found');
  expect(message).toContain(join(root, 'absent'));
  expect(hint).toContain('pip install uv');
});

it('a missing uv is an error, not a download', async () => {
  const root = await scratch();
  const { code, message, hint } = await failureOf(findUv(root, { PATH: root }));
  expect({ code, message }).toEqual({
    code: 'resolver/not-found',
    message: 'uv, which resolves requirements, is not on the PATH, and LAYERKIT_UV is not set',
  });
  expect(hint).toMatch(/pip install uv.*uv --version.*LAYERKIT_UV/);
});
