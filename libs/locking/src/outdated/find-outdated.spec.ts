import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { indexServers, testEnvironment, tinyWheel, type TinyWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { layerProjects } from '../../test/layer-project.ts';
import { lockLayer } from '../lock-layer.ts';
import { lockPath } from '../lock/lock.ts';
import { findOutdated } from './find-outdated.ts';

/** With the real uv, and the test’s own index, which gets more wheels after the lock. */
const project = layerProjects(testEnvironment());
const serve = indexServers();
const scratch = temporaryFolders();

interface Index {
  readonly wheels: readonly TinyWheel[];
  readonly format?: 'json' | 'html';
}

const indexOf = async ({ wheels, format = 'json' }: Index) => {
  const files = await Promise.all(wheels.map(tinyWheel));
  const server = await serve({ files, format });
  const bytesOf = (wheel: TinyWheel): number => files[wheels.indexOf(wheel)]?.bytes.length ?? NaN;
  return { ...server, env: testEnvironment({ UV_DEFAULT_INDEX: server.url }), bytesOf };
};

const lockedThenRenewed = async (requirements: string, before: readonly TinyWheel[], after: Index) => {
  const request = await project(requirements);
  const { env } = await indexOf({ wheels: before });
  await lockLayer({ ...request, env });
  const index = await indexOf(after);
  const store = openStore({ directory: join(await scratch(), 'store') });
  return { index, request: { ...request, env: index.env, store } };
};

const wheel = (name: string, version: string, more: Partial<TinyWheel> = {}): TinyWheel => ({
  project: name,
  version,
  ...more,
});

const app = wheel('app', '1.0', { requires: ['library<2'] });
const library = wheel('library', '1.0');
const still = wheel('still', '3.0');
const appNext = wheel('app', '1.1', { requires: ['library<2', 'extra'] });
const appBeyond = wheel('app', '2.0', { requires: ['library'] });
const libraryNext = wheel('library', '1.5');
const libraryBeyond = wheel('library', '2.0');
const extra = wheel('extra', '0.1');
const foreign = wheel('library', '3.0', { tag: 'cp312-cp312-win_amd64' });
const renewed = [app, library, still, appNext, appBeyond, libraryNext, libraryBeyond, extra, foreign];

it('allowed versions are those of an upgrade, and are separate from the newest versions', async () => {
  const locked = [app, library, still];
  const { index, request } = await lockedThenRenewed('app<2\nstill\n', locked, { wheels: renewed });
  const lock = lockPath(request.projectRoot, request.target);
  const before = await readFile(lock, 'utf8');
  const of = (found: TinyWheel) => ({ version: found.version, wheelBytes: index.bytesOf(found) });
  const sum = (...wheels: readonly TinyWheel[]) =>
    wheels.reduce((total, found) => total + index.bytesOf(found), 0);
  expect(await findOutdated(request)).toEqual({
    target: request.target,
    packages: 3,
    outdated: [
      { name: 'app', locked: of(app), allowed: of(appNext), newest: of(appBeyond) },
      { name: 'library', locked: of(library), allowed: of(libraryNext), newest: of(libraryBeyond) },
    ],
    added: [{ name: 'extra', version: '0.1' }],
    removed: [],
    wheelBytesDifference: sum(appNext, libraryNext, extra) - sum(app, library),
    passedOver: [],
    warnings: [],
  });
  expect(await readFile(lock, 'utf8')).toBe(before);

  const { changes } = await lockLayer({ ...request, upgrade: true });
  expect(changes).toEqual({
    added: [{ name: 'extra', version: '0.1' }],
    removed: [],
    changed: [
      { name: 'app', from: '1.0', to: '1.1' },
      { name: 'library', from: '1.0', to: '1.5' },
    ],
  });
});

it('sizes come from the files if the index gives none', async () => {
  const after = { wheels: renewed, format: 'html' } as const;
  const { index, request } = await lockedThenRenewed('library\n', [library], after);
  const { outdated, wheelBytesDifference } = await findOutdated(request);
  expect(outdated).toEqual([
    {
      name: 'library',
      locked: { version: '1.0', wheelBytes: index.bytesOf(library) },
      allowed: { version: '2.0', wheelBytes: index.bytesOf(libraryBeyond) },
    },
  ]);
  expect(wheelBytesDifference).toBe(index.bytesOf(libraryBeyond) - index.bytesOf(library));
});

it('a lock with the newest versions is not outdated by older versions or a pre-release', async () => {
  const wheels = [...renewed, wheel('library', '2.1rc1')];
  const { request } = await lockedThenRenewed('library\n', [libraryBeyond], { wheels });
  expect(await findOutdated(request)).toEqual({
    target: request.target,
    packages: 1,
    outdated: [],
    added: [],
    removed: [],
    wheelBytesDifference: 0,
    passedOver: ['library 3.0 has no compatible wheel (for Windows): locked 2.0 instead'],
    warnings: [],
  });
});

it('a missing lock is an error', async () => {
  const request = await project('library\n');
  await expect(findOutdated(request)).rejects.toMatchObject({ code: 'lock/missing' });
});
