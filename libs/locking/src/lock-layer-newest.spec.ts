import { readFile } from 'node:fs/promises';
import { formatTarget, parseTarget } from '@layerkit/platform-resolution';
import {
  indexServers,
  type ServedFile,
  testEnvironment,
  tinyWheel,
  type TinyWheel,
} from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { lockLayer, type LockRequest, type LockResult } from './lock-layer.ts';

/** With the real uv, the test’s own index, and a target whose C library is not one of uv’s platforms. */
const project = layerProjects(testEnvironment());
const serve = indexServers();

const al2 = parseTarget('python3.11/x86_64');

const native = (version: string, glibc: number, requires: readonly string[] = []): TinyWheel => ({
  project: 'native',
  version,
  tag: `cp311-cp311-manylinux_2_${String(glibc)}_x86_64`,
  requires,
});

/** Versions that differ only in the glibc of their wheels. A target with 2.26 takes 1.5. */
const versions = [native('1.0', 17), native('1.5', 24), native('1.9', 27), native('2.0', 28)];

interface Served {
  readonly request: LockRequest;
  readonly requests: readonly string[];
}

const serving = async (
  requirements: string,
  files: readonly ServedFile[],
  interfere?: (path: string, times: number) => number | undefined,
): Promise<Served> => {
  const { url, requests } = await serve({ files, ...(interfere === undefined ? {} : { interfere }) });
  const request = await project(requirements);
  return { request: { ...request, target: al2, env: testEnvironment({ UV_DEFAULT_INDEX: url }) }, requests };
};

const lockOn = async (requirements: string, wheels: readonly TinyWheel[]): Promise<LockResult> => {
  const { request } = await serving(requirements, await Promise.all(wheels.map(tinyWheel)));
  return lockLayer(request);
};

const locked = ({ lock }: LockResult): readonly string[] =>
  lock.packages.map(({ name, version }) => `${name} ${version}`);

it('the lock has the newest version with a wheel for the target, and a warning names the newer version', async () => {
  const result = await lockOn('native\n', versions);
  expect(locked(result)).toEqual(['native 1.5']);
  expect(result.passedOver).toEqual([
    'native 2.0 has no compatible wheel (needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26): locked 1.5 instead',
  ]);
  expect(result.warnings).toEqual([]);
});

it('the lock has that version on arm64 too, and no warning if uv has a platform for exactly the target', async () => {
  const arm = versions.map((wheel) => ({ ...wheel, tag: wheel.tag?.replace('x86_64', 'aarch64') ?? '' }));
  const { request } = await serving('native\n', await Promise.all([...versions, ...arm].map(tinyWheel)));
  expect(locked(await lockLayer({ ...request, target: parseTarget('python3.11/arm64') }))).toEqual([
    'native 1.5',
  ]);
  const al2023 = versions.map((wheel) => ({ ...wheel, tag: wheel.tag?.replaceAll('311', '312') ?? '' }));
  const newer = await serving('native\n', await Promise.all(al2023.map(tinyWheel)));
  const result = await lockLayer({ ...newer.request, target: parseTarget('python3.12/x86_64') });
  expect([locked(result), result.passedOver]).toEqual([['native 2.0'], []]);
});

it('all versions without a wheel are excluded in one round', async () => {
  const many = Array.from({ length: 30 }, (_, patch) => native(`2.${String(patch)}`, 28));
  const { request, requests } = await serving(
    'native\n',
    await Promise.all([native('1.0', 17), ...many].map(tinyWheel)),
  );
  expect(locked(await lockLayer(request))).toEqual(['native 1.0']);
  expect(requests.filter((path) => path === '/simple/native/').length).toBeLessThanOrEqual(6);
});

it('dependencies of the newest versions, or only of older ones, may have no wheel', async () => {
  const result = await lockOn('app[fast]\n', [
    { project: 'app', version: '2.0', requires: ['native>=1.9'] },
    { project: 'app', version: '1.0', requires: ['native>=1; extra == "fast"'] },
    native('1.9', 28),
    native('1.5', 24, ['deeper']),
    { ...native('1.0', 17), project: 'deeper' },
    { ...native('3.0', 28), project: 'deeper' },
  ]);
  expect(locked(result)).toEqual(['app 1.0', 'deeper 1.0', 'native 1.5']);
  expect(result.passedOver).toEqual([
    expect.stringMatching(/^native 1\.9 has .*: locked 1\.5 instead$/),
    expect.stringMatching(/^app 2\.0 needs native 1\.9, which has .*: locked 1\.0 instead$/),
    expect.stringMatching(/^deeper 3\.0 has .*: locked 1\.0 instead$/),
  ]);
});

it('a warning names the dependency without a wheel that a newer version needs', async () => {
  const result = await lockOn('app\n', [
    { project: 'app', version: '2.0', requires: ['native'] },
    { project: 'app', version: '1.0' },
    native('2.0', 28),
  ]);
  expect(locked(result)).toEqual(['app 1.0']);
  expect(result.passedOver).toEqual([
    expect.stringMatching(/^app 2\.0 needs native 2\.0, which has no .*: locked 1\.0 instead$/),
  ]);
});

it('a pin stays until an upgrade, and locking again gives the same lock', async () => {
  const first = await serving('native\n', await Promise.all(versions.map(tinyWheel)));
  const { path } = await lockLayer(first.request);
  const text = await readFile(path, 'utf8');

  const more = await Promise.all([...versions, native('1.6', 26)].map(tinyWheel));
  const { url } = await serve({ files: more });
  const request = { ...first.request, env: testEnvironment({ UV_DEFAULT_INDEX: url }) };
  const kept = await lockLayer(request);
  expect([locked(kept), kept.passedOver, kept.written]).toEqual([['native 1.5'], [], false]);
  const upgraded = await lockLayer({ ...request, upgrade: true });
  expect([locked(upgraded), upgraded.passedOver.length]).toEqual([['native 1.6'], 1]);
  expect((await lockLayer({ ...request, upgrade: true })).written).toBe(false);

  const again = await lockOn('native\n', versions);
  expect(await readFile(again.path, 'utf8')).toBe(text);
  expect(formatTarget(again.lock.target)).toBe('python3.11/x86_64');
});

it('exclusions don’t override the requirements', async () => {
  const { request } = await serving('-c limits.in\nnative\n', await Promise.all(versions.map(tinyWheel)));
  const limited = await project('-c limits.in\nnative\n', { 'limits.in': 'native!=1.5\n' });
  expect(locked(await lockLayer({ ...request, projectRoot: limited.projectRoot }))).toEqual(['native 1.0']);
});

it('exclusions lead to no pre-release, unless the requirements allow them', async () => {
  const wheels = [native('1.0', 17), native('2.0rc1', 17), native('2.0', 28)];
  expect(locked(await lockOn('native\n', wheels))).toEqual(['native 1.0']);
  expect(locked(await lockOn('native>=1.5.dev0\n', wheels))).toEqual(['native 2.0rc1']);
  await expect(lockOn('native>=1.5\n', wheels)).rejects.toMatchObject({ code: 'lock/no-wheel' });
});

it('a local version is excluded alone', async () => {
  const wheels = [native('1.0', 17), native('2.0+gpu', 28), native('2.0', 17)];
  expect(locked(await lockOn('native\n', wheels))).toEqual(['native 2.0']);
});

it('a yanked version is locked only if the requirements pin it', async () => {
  const made = await Promise.all(versions.map(tinyWheel));
  const files = made.map((file) => ({ ...file, yanked: file.fileName.includes('-1.5-') }));
  expect(locked(await lockLayer((await serving('native\n', files)).request))).toEqual(['native 1.0']);
  const asked = await lockLayer((await serving('native==1.5\n', files)).request);
  expect([locked(asked), asked.warnings]).toEqual([['native 1.5'], [expect.stringContaining('yanked')]]);
});

/** Answers only uv: uv requests the page first, then layerkit, in turn. */
const onlyTheFirst = (path: string, times: number): number | undefined =>
  path === '/simple/native/' && times % 2 === 0 ? 403 : undefined;

it('versions are excluded one by one if the index does not answer', async () => {
  const { request } = await serving('native\n', await Promise.all(versions.map(tinyWheel)), onlyTheFirst);
  const result = await lockLayer(request);
  expect(locked(result)).toEqual(['native 1.5']);
});

it('after 20 rounds the lock may have older versions than necessary, with a warning', async () => {
  const many = Array.from({ length: 25 }, (_, patch) => native(`2.${String(patch)}`, 28));
  const files = await Promise.all([...versions, ...many].map(tinyWheel));
  const { request } = await serving('native\n', files, onlyTheFirst);
  const result = await lockLayer(request);
  expect(locked(result)).toEqual(['native 1.0']);
  expect(result.warnings).toEqual([expect.stringMatching(/20 rounds.*x86_64-manylinux_2_17/)]);
});
