import { layerProjects } from '../test/layer-project.ts';
import { sha256Of } from '@layerkit/artifact/digest';
import { indexServers, testEnvironment, tinyWheel, type TinyWheel } from '@layerkit/testing-packages';
import { lockLayer } from './lock-layer.ts';

/** With the real uv, and the test’s own index, so that it can change between two locks. */
const project = layerProjects(testEnvironment());
const serve = indexServers();

const lockFrom = async (request: Awaited<ReturnType<typeof project>>, wheels: readonly TinyWheel[]) => {
  const files = await Promise.all(wheels.map(tinyWheel));
  const { url } = await serve({ files });
  const { lock } = await lockLayer({ ...request, env: testEnvironment({ UV_DEFAULT_INDEX: url }) });
  return lock.packages.map(({ name, version, sha256 }) => ({
    name,
    version,
    tag: wheels[files.findIndex(({ bytes }) => sha256Of(bytes) === sha256)]?.tag,
  }));
};

const older: TinyWheel = { project: 'native', version: '1.0', tag: 'cp312-cp312-manylinux_2_17_x86_64' };
const newer: TinyWheel = { ...older, tag: 'cp312-cp312-manylinux_2_31_x86_64' };
const rebuilt: TinyWheel = { ...older, tag: '2-cp312-cp312-manylinux_2_17_x86_64' };
const tooNew: TinyWheel = { ...older, tag: 'cp312-cp312-manylinux_2_39_x86_64' };

it('the lock has the best wheel of a version for the target', async () => {
  const request = await project('native\n');
  expect(await lockFrom(request, [older, newer, tooNew, rebuilt])).toEqual([
    { name: 'native', version: '1.0', tag: newer.tag },
  ]);
});

it('a later wheel of the same version is locked only by an upgrade', async () => {
  const request = await project('native\n');
  await lockFrom(request, [older]);
  const [kept] = await lockFrom(request, [older, newer]);
  expect(kept?.tag).toBe(older.tag);
  const [upgraded] = await lockFrom({ ...request, upgrade: true }, [older, newer]);
  expect(upgraded?.tag).toBe(newer.tag);
});

it('a wheel that is no longer on the index is replaced', async () => {
  const request = await project('native\n');
  await lockFrom(request, [older]);
  const [replaced] = await lockFrom(request, [rebuilt]);
  expect(replaced?.tag).toBe(rebuilt.tag);
});

it('a transitive pin also stays if another requirement is added', async () => {
  const request = await project('app\n');
  const app: TinyWheel = { project: 'app', version: '1.0', requires: ['dep'] };
  const dep: TinyWheel = { project: 'dep', version: '1.0' };
  await lockFrom(request, [app, dep]);
  const locked = await lockFrom(request, [app, { ...app, version: '2.0' }, dep, { ...dep, version: '2.0' }]);
  expect(locked.map(({ name, version }) => `${name} ${version}`)).toEqual(['app 1.0', 'dep 1.0']);
});
