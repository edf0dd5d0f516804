import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { formatFailure } from '@layerkit/failure';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  indexServers,
  inTreeProject,
  type ServedFile,
  testEnvironment,
  tinySdist,
  tinyWheel,
} from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import { lockLayer, type LockRequest, type LockResult } from './lock-layer.ts';
import { findOutdated } from './outdated/find-outdated.ts';

/** With the real uv, and the test’s own index. */
const project = layerProjects(testEnvironment());
const scratch = temporaryFolders();
const serve = indexServers();

interface Asked {
  readonly allowBuild?: readonly string[];
  readonly upgrade?: boolean;
}

const requestOn = async (
  requirements: string,
  files: readonly Promise<ServedFile>[],
  { allowBuild = [], upgrade = false }: Asked = {},
): Promise<LockRequest> => {
  const { url } = await serve({ files: await Promise.all(files) });
  const request = await project(requirements);
  const definition = { ...request.definition, allowBuild: [...allowBuild] };
  return { ...request, definition, upgrade, env: testEnvironment({ UV_DEFAULT_INDEX: url }) };
};

const lockOn = async (...asked: Parameters<typeof requestOn>): Promise<LockResult> =>
  lockLayer(await requestOn(...asked));

const locked = ({ lock }: LockResult): readonly string[] =>
  lock.packages.map(({ name, version, from }) => [name, version, from].join(' ').trim());

/** pip’s own answer. Throws if pip finds none. */
const pipResolution = async (
  { env = {} }: LockRequest,
  requirement: string,
  ...more: readonly string[]
): Promise<readonly string[]> => {
  const options = ['--dry-run', '--ignore-installed', '--quiet', '--report', '-', ...more];
  const index = ['--index-url', env['UV_DEFAULT_INDEX'] ?? ''];
  const { stdout } = await execa('python3', ['-m', 'pip', 'install', ...options, ...index, requirement], {
    env: { ...env, PIP_CONFIG_FILE: '/dev/null' },
    extendEnv: false,
  });
  const report = JSON.parse(stdout) as { install: { metadata: { name: string; version: string } }[] };
  return report.install.map(({ metadata: { name, version } }) => `${name} ${version}`).sort();
};

const single = [tinyWheel({ project: 'lib', version: '1.0' }), tinySdist({ project: 'lib', version: '2.0' })];

/** The newest app, and the newest grammar, have wheels; the grammar that the newest app needs has none. */
const chain = [
  tinyWheel({ project: 'app', version: '1.0', requires: ['middle'] }),
  tinyWheel({ project: 'app', version: '2.0', requires: ['middle>=2'] }),
  tinyWheel({ project: 'app', version: '3.0rc1', requires: [] }),
  tinyWheel({ project: 'middle', version: '1.0' }),
  tinyWheel({ project: 'middle', version: '2.0', requires: ['grammar==4.9.*'] }),
  tinySdist({ project: 'grammar', version: '4.9.3', requires: ['deep'] }),
  tinyWheel({ project: 'grammar', version: '4.13' }),
  tinyWheel({ project: 'deep', version: '1.0' }),
];

const wayOut = (name: string): string =>
  `; if ${name} is pure Python, set "allowBuild": ["${name}"] in layer.json and lock with --upgrade`;

it('a warning names a newer version that is only a source distribution, with the line to paste', async () => {
  const request = await requestOn('lib\n', single);
  const result = await lockLayer(request);
  expect(locked(result)).toEqual(['lib 1.0']);
  const passedOver = [`lib 2.0 is only a source distribution: locked 1.0 instead${wayOut('lib')}`];
  expect(result.passedOver).toEqual(passedOver);
  expect(await findOutdated(request)).toMatchObject({ outdated: [], passedOver });
});

it('a permitted source distribution is chosen if it is newer than the wheels', async () => {
  const request = await requestOn('lib\n', single, { allowBuild: ['lib'] });
  const result = await lockLayer(request);
  expect([locked(result), result.passedOver]).toEqual([['lib 2.0 sdist'], []]);
});

it('a warning names the dependency that has no wheel, and the versions that need it', async () => {
  const result = await lockOn('app\n', chain);
  expect(locked(result)).toEqual(['app 1.0', 'middle 1.0']);
  expect(result.passedOver).toEqual([
    `app 2.0 and middle 2.0 need grammar 4.9.3, which is only a source distribution: locked app 1.0 and middle 1.0 instead${wayOut('grammar')}`,
  ]);
});

it('a permitted dependency is built although its newer versions have wheels', async () => {
  const request = await requestOn('app\n', chain, { allowBuild: ['grammar'] });
  const result = await lockLayer(request);
  expect(locked(result)).toEqual(['app 2.0', 'deep 1.0', 'grammar 4.9.3 sdist', 'middle 2.0']);
  expect([result.passedOver, result.warnings]).toEqual([[], []]);
  expect(await findOutdated(request)).toMatchObject({ passedOver: [], warnings: [] });
});

it('no pre-release is locked because the final versions have no wheel', async () => {
  const request = await requestOn('app>=2.0\n', chain);
  const error = await failureOf(lockLayer(request));
  await expect(pipResolution(request, 'app>=2.0', '--only-binary', ':all:')).rejects.toThrow(
    'grammar==4.9.*',
  );
  expect(error.code).toBe('lock/no-wheel');
  expect(error.problems).toEqual([
    'requirements.in:1: app>=2.0 needs grammar 4.9.3, which is only a source distribution, and no other allowed version has a wheel; the newest version with one is 4.13',
  ]);
  expect(error.hint).toContain('set "allowBuild": ["grammar"] in layer.json');
  const allowed = await lockOn('app>=2.0\n', chain, { allowBuild: ['grammar'] });
  expect(locked(allowed)).toContain('app 2.0');
});

it.each([
  ['a requirement names one', 'app>=2.0rc1\n', 'app 3.0rc1'],
  ['no final version exists', 'early\n', 'early 1.0b1'],
  ['another package requires one', 'user\n', 'both 1.0b1'],
])('a pre-release is locked if %s', async (_when, requirements, expected) => {
  const request = await requestOn(requirements, [
    ...chain,
    tinyWheel({ project: 'early', version: '1.0b1' }),
    tinyWheel({ project: 'user', version: '1.0', requires: ['both==1.0b1'] }),
    tinyWheel({ project: 'both', version: '1.0b1' }),
    tinyWheel({ project: 'both', version: '0.9' }),
  ]);
  expect(locked(await lockLayer(request))).toContain(expected);
  expect(await pipResolution(request, requirements.trim(), '--only-binary', ':all:')).toContain(expected);
});

it.each(['lib>=2', 'lib==2.0'])('the error for %s says which versions exist as what', async (requirement) => {
  const error = await failureOf(lockOn(`${requirement}\n`, single, { allowBuild: ['other'] }));
  expect(error.code).toBe('lock/no-wheel');
  expect(error.problems).toEqual([
    `requirements.in:1: ${requirement}: lib 2.0 is only a source distribution, and no other allowed version has a wheel; the newest version with one is 1.0`,
  ]);
  expect(error.hint).toContain('set "allowBuild": ["other", "lib"] in layer.json');
});

it('compiled packages are not proposed for a build', async () => {
  const native = tinyWheel({ project: 'native', version: '2.0', tag: 'cp311-cp311-manylinux_2_17_x86_64' });
  const files = [native, tinySdist({ project: 'native', version: '2.0' })];
  const error = await failureOf(lockOn('native\n', files));
  expect(error.problems).toEqual([
    expect.stringContaining('native 2.0 has no compatible wheel (for CPython 3.11)'),
  ]);
  expect(formatFailure(error)).not.toContain('allowBuild');
  const older = tinyWheel({ project: 'native', version: '1.0', tag: 'cp312-cp312-manylinux_2_17_x86_64' });
  const result = await lockOn('native\n', [...files, older]);
  expect(result.passedOver).toEqual([
    'native 2.0 has no compatible wheel (for CPython 3.11): locked 1.0 instead',
  ]);
});

it('versions that no installer would take are not passed over', async () => {
  const yanked = tinySdist({ project: 'lib', version: '3.0' }).then((file) => ({ ...file, yanked: true }));
  const files = [
    tinyWheel({ project: 'lib', version: '1.0' }),
    yanked,
    tinySdist({ project: 'lib', version: '2.0b1' }),
  ];
  expect((await lockOn('lib\n', files)).passedOver).toEqual([]);
  expect((await lockOn('lib<2\n', single)).passedOver).toEqual([]);
  const limiting = [...single, tinyWheel({ project: 'user', requires: ['lib<2'] })];
  expect((await lockOn('lib\nuser\n', limiting)).passedOver).toEqual([]);
});

it('pins that stay are not passed over, only what an upgrade would choose', async () => {
  const request = await requestOn('lib\n', single);
  await lockLayer(request);
  expect((await lockLayer(request)).passedOver).toEqual([]);
  expect((await lockLayer({ ...request, upgrade: true })).passedOver).toHaveLength(1);
});

it('a version on a later index is not passed over, because uv takes a project from the first index', async () => {
  const { url: later } = await serve({ files: [await tinySdist({ project: 'lib', version: '9.0' })] });
  const request = await requestOn('lib\n', [tinyWheel({ project: 'lib', version: '1.0' })]);
  const env = { ...request.env, UV_INDEX: request.env?.['UV_DEFAULT_INDEX'], UV_DEFAULT_INDEX: later };
  expect((await lockLayer({ ...request, env })).passedOver).toEqual([]);
});

it('no code of a package runs unless it may be built', async () => {
  const marker = join(await scratch(), 'ran');
  const files = inTreeProject('lib', 'py3-none-any', `open(${JSON.stringify(marker)}, "w").close()`);
  // Without static metadata, so that only a build tells the dependencies
  const dynamic = { ...files, 'pyproject.toml': files['pyproject.toml']?.split('[project]')[0] ?? '' };
  const old = { 'PKG-INFO': 'Metadata-Version: 2.1\nName: lib\nVersion: 1.0\n' };
  const served = [
    tinySdist({ project: 'lib', files: { ...dynamic, ...old } }),
    tinyWheel({ project: 'lib', version: '0.9' }),
  ];
  const request = await requestOn('lib\n', served);
  expect((await lockLayer(request)).passedOver).toHaveLength(1);
  await findOutdated(request);
  expect((await failureOf(lockOn('lib>=1\n', served))).code).toBe('lock/no-wheel');
  expect(existsSync(marker)).toBe(false);
  const allowed = await requestOn('lib\n', served, { allowBuild: ['lib'] });
  expect(locked(await lockLayer(allowed))).toEqual(['lib 1.0 sdist']);
  expect(existsSync(marker)).toBe(true);
  expect(await pipResolution(allowed, 'lib')).toEqual(['lib 1.0']);
});

it('a package is built after a yes, and does not keep its older version', async () => {
  const request = await requestOn('lib\n', single);
  await lockLayer(request);
  const asked: string[] = [];
  const answering = (answer: boolean) => ({
    ...request,
    upgrade: true,
    ask: ({ text }: { text: string }) => Promise.resolve(asked.push(text) > 0 && answer),
  });
  expect(locked(await lockLayer(answering(false)))).toEqual(['lib 1.0']);
  const result = await lockLayer(answering(true));
  expect([locked(result), result.passedOver]).toEqual([['lib 2.0 sdist'], []]);
  expect(asked).toEqual(['lib 2.0 is only a source distribution', 'lib 2.0 is only a source distribution']);
  const definition = { ...request.definition, allowBuild: ['lib'] };
  expect(await checkLockIsFresh({ ...request, definition })).toEqual(result.lock);
});

it('a package is built after a yes if the requirements can’t be resolved without', async () => {
  const request = await requestOn('app>=2.0\n', chain);
  const ask = ({ name }: { name: string }) => Promise.resolve(name === 'grammar');
  expect(locked(await lockLayer({ ...request, ask }))).toContain('grammar 4.9.3 sdist');
});
