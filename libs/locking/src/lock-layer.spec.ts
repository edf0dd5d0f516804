import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testEnvironment } from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import { lockLayer } from './lock-layer.ts';

/** With the real uv and the real PyPI. */
const project = layerProjects(testEnvironment());

const versions = ({ lock }: Awaited<ReturnType<typeof lockLayer>>): Record<string, string> =>
  Object.fromEntries(lock.packages.map(({ name, version }) => [name, version]));

it('a lock has one wheel for each package, has no URLs, and is fresh', async () => {
  const request = await project('pydantic-core\nsix\ncolorama; sys_platform == "win32"\n');
  const result = await lockLayer(request);
  expect(result.written).toBe(true);
  expect(result.changes.added.map(({ name }) => name)).toEqual(['pydantic-core', 'six', 'typing-extensions']);
  expect(await checkLockIsFresh(request)).toEqual(result.lock);
  const text = await readFile(result.path, 'utf8');
  expect(text.match(/--hash=sha256:/g)).toHaveLength(3);
  expect(text).not.toContain('://');
});

it('a pin stays if a requirement is added, goes if it is no longer needed, and changes with an upgrade', async () => {
  const request = await project('six<1.16\nidna<3\n');
  const file = join(request.projectRoot, 'requirements.in');
  await lockLayer(request);

  await writeFile(file, 'six\nattrs\n');
  const second = await lockLayer(request);
  expect(versions(second)).toMatchObject({ six: '1.15.0' });
  expect(second.changes.added.map(({ name }) => name)).toEqual(['attrs']);
  expect(second.changes.removed).toEqual([{ name: 'idna', version: '2.10' }]);
  expect(second.changes.changed).toEqual([]);

  const upgraded = await lockLayer({ ...request, upgrade: true });
  expect(upgraded.changes.changed).toEqual([
    { name: 'six', from: '1.15.0', to: expect.stringMatching(/^1\.(?:1[6-9]|[2-9])/) },
  ]);
});

it('only a pin that the requirements exclude changes', async () => {
  const request = await project('six<1.16\nidna<3\n');
  await lockLayer(request);
  await writeFile(join(request.projectRoot, 'requirements.in'), 'six>=1.16,<1.17\nidna\n');
  const { changes } = await lockLayer(request);
  expect(changes).toEqual({
    added: [],
    removed: [],
    changed: [{ name: 'six', from: '1.15.0', to: '1.16.0' }],
  });
});

it('an unchanged lock is not written', async () => {
  const request = await project('six\n');
  const { path } = await lockLayer(request);
  const before = await stat(path);
  const again = await lockLayer({ ...request, upgrade: true });
  expect(again.written).toBe(false);
  const after = await stat(path);
  expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino]);
});

it('an upgrade replaces an invalid lock', async () => {
  const request = await project('six\n');
  const { path } = await lockLayer(request);
  await writeFile(path, '<<<<<<< HEAD\n');
  await expect(lockLayer(request)).rejects.toMatchObject({ code: 'lock/invalid' });
  expect((await lockLayer({ ...request, upgrade: true })).written).toBe(true);
});

it('the lock does not depend on the host, except for its package indexes', async () => {
  const request = await project('six\nurllib3\ntyping-extensions; platform_machine == "aarch64"\n', {
    'uv.toml': 'exclude-newer = "2015-01-01T00:00:00Z"\n',
    'limits.txt': 'six<1.12\n',
  });
  const at = (file: string) => join(request.projectRoot, file);
  const plain = await lockLayer(request);
  const text = await readFile(plain.path, 'utf8');
  await writeFile(plain.path, text.replace('# ', '#'));
  const env = testEnvironment({
    UV_RESOLUTION: 'lowest',
    UV_EXCLUDE_NEWER: '2015-01-01',
    UV_CONSTRAINT: at('limits.txt'),
    UV_CONFIG_FILE: at('uv.toml'),
    UV_PYTHON: '3.5',
    UV_PRERELEASE: 'allow',
    UV_NO_BINARY: '1',
    VIRTUAL_ENV: at('absent'),
    PYTHONPATH: at('absent'),
    TZ: 'Asia/Kathmandu',
    LC_ALL: 'tr_TR.UTF-8',
  });
  await lockLayer({ ...request, env, upgrade: true });
  expect(await readFile(plain.path, 'utf8')).toBe(text);
});

it('a yanked version is locked if the requirements pin it, with a warning', async () => {
  const { warnings } = await lockLayer(await project('urllib3==2.0.1\n'));
  expect(warnings.join('\n')).toMatch(/urllib3==2\.0\.1.*yanked/);
});

it('a retired runtime leads to a warning with its date', async () => {
  const request = {
    ...(await project('six\n')),
    target: { runtime: 'python3.9', architecture: 'arm64' } as const,
  };
  const { path, warnings } = await lockLayer(request);
  expect(path).toBe(join(request.projectRoot, 'lock', 'python3.9-arm64.txt'));
  expect(warnings).toEqual([expect.stringContaining('2025-12-15')]);
});
