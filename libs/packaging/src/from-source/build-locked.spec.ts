import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { execa } from 'execa';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  indexServers,
  inTreeProject,
  type ServedFile,
  testEnvironment,
  tinySdist,
  tinyWheel,
} from '@layerkit/testing-packages';
import { checkLockIsFresh, lockLayer } from '@layerkit/locking';
import { openStore } from '@layerkit/wheels/store';
import { buildLayer } from '../build-layer.ts';

/** These tests use uv, PyPI for docopt, which has never had a wheel, and otherwise a local index. */
const scratch = temporaryFolders();
const serve = indexServers();
const target = parseTarget('python3.12/x86_64');

const setUp = async (requirements: string, allowBuild?: readonly string[], env = testEnvironment()) => {
  const folder = await scratch();
  const projectRoot = await writeTree(join(folder, 'project'), { 'requirements.in': requirements });
  const fields = { layerName: 'x', runtimes: [target.runtime], requirements: 'requirements.in' };
  const definition = layerDefinitionSchema.parse({
    ...fields,
    ...(allowBuild === undefined ? {} : { allowBuild }),
  });
  const store = openStore({ directory: join(folder, 'store') });
  return { folder, projectRoot, definition, target, store, outputRoot: join(folder, 'dist'), env };
};

const sdist = (project: string, files: Readonly<Record<string, string>>): Promise<ServedFile> =>
  tinySdist({ project, files });

it('a package without a wheel is refused with a hint about allowBuild', async () => {
  const error = await failureOf(lockLayer(await setUp('docopt\n')));
  expect(error.code).toBe('lock/no-wheel');
  expect(error.hint).toContain('set "allowBuild": ["docopt"] in layer.json');
});

it('docopt is locked by its source distribution and built once, with the same bytes on every machine', async () => {
  const request = await setUp('docopt==0.6.2\nsix\n', ['Docopt', 'six']);
  const { path, lock } = await lockLayer(request);
  const [docopt, six] = lock.packages;
  expect(docopt).toMatchObject({ name: 'docopt', version: '0.6.2', from: 'sdist' });
  expect(six).not.toHaveProperty('from');
  expect(await readFile(path, 'utf8')).toMatch(
    /^docopt==0\.6\.2 --hash=sha256:[0-9a-f]{64} # built from source$/m,
  );
  expect(await checkLockIsFresh(request)).toEqual(lock);

  const { artifact } = await buildLayer(request);
  expect(artifact.manifest.packages.map(({ wheel }) => wheel)).toEqual([
    'docopt-0.6.2-py2.py3-none-any.whl',
    expect.stringMatching(/^six-/),
  ]);
  const file = expect.stringMatching(/^docopt-0\.6\.2\.(?:tar\.gz|zip)$/);
  expect(artifact.manifest.packages.map(({ builtFrom }) => builtFrom)).toEqual([
    { file, sha256: docopt?.sha256 },
    undefined,
  ]);
  const [built] = artifact.manifest.packages;
  expect(built?.zippedBytes).toBeLessThan((built?.unpackedBytes ?? 0) / 2);
  const again = await buildLayer({ ...request, offline: true, env: { LAYERKIT_UV: '/nowhere', PATH: '' } });
  expect(again.artifact.manifest).toEqual(artifact.manifest);

  const elsewhere = await setUp(
    'docopt==0.6.2\nsix\n',
    ['docopt', 'six'],
    testEnvironment({ TZ: 'Asia/Kathmandu' }),
  );
  await lockLayer(elsewhere);
  const umask = process.umask(0o077);
  const other = await buildLayer(elsewhere).finally(() => process.umask(umask));
  expect(await readFile(other.artifact.zipPath)).toEqual(await readFile(artifact.zipPath));

  const into = join(request.folder, 'tree');
  const take = ['install', '--dry-run', '--no-deps', '--require-hashes', '--target', into, '-r', path];
  const pip = await execa('python3', ['-m', 'pip', ...take], { env: request.env, extendEnv: false });
  expect(pip.stdout).toContain('docopt-0.6.2');
  const uv = await execa(request.env['LAYERKIT_UV'] ?? '', ['pip', ...take], {
    env: request.env,
    extendEnv: false,
  });
  expect(uv.stderr).toContain('docopt==0.6.2');
});

it('a damaged source distribution or built wheel in the store is replaced', async () => {
  const { url } = await serve({ files: [await sdist('pure', inTreeProject('pure', 'py3-none-any'))] });
  const request = await setUp('pure\n', ['pure'], testEnvironment({ UV_DEFAULT_INDEX: url }));
  await lockLayer(request);
  const { artifact } = await buildLayer(request);
  const wheels = join(request.store.directory, 'wheels');
  for (const digest of await readdir(wheels)) {
    const [file = ''] = await readdir(join(wheels, digest));
    await writeFile(join(wheels, digest, file), 'damaged');
  }
  expect((await buildLayer(request)).artifact.manifest).toEqual(artifact.manifest);
});

it('a built wheel must be pure Python and belong to the locked project', async () => {
  const native = await sdist('native', inTreeProject('native', 'cp312-cp312-linux_x86_64'));
  const { url } = await serve({ files: [native] });
  const request = await setUp('native\n', ['native'], testEnvironment({ UV_DEFAULT_INDEX: url }));
  await lockLayer(request);
  const error = await failureOf(buildLayer(request));
  expect(error.code).toBe('source/not-pure');
  expect(error.message).toContain('native-1.0.tar.gz');
});

it('only packages in allowBuild are built, and only if no wheel fits', async () => {
  const files = [
    await sdist('pure', inTreeProject('pure', 'py3-none-any')),
    await sdist('other', inTreeProject('other', 'py3-none-any')),
    await tinyWheel({ project: 'wheeled', version: '1.0' }),
    await sdist('wheeled', inTreeProject('wheeled', 'py3-none-any')),
  ];
  const { url } = await serve({ files });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url });
  const error = await failureOf(lockLayer(await setUp('pure\nother\n', ['pure'], env)));
  expect(error.code).toBe('lock/no-wheel');
  expect(error.problems.join('\n')).toContain('other');
  expect(error.problems.join('\n')).not.toContain('pure');
  const { lock } = await lockLayer(await setUp('pure\nwheeled\n', ['pure', 'wheeled'], env));
  expect(lock.packages.map(({ name, from }) => [name, from])).toEqual([
    ['pure', 'sdist'],
    ['wheeled', undefined],
  ]);
});

it('a changed allowBuild makes the lock stale', async () => {
  const { url } = await serve({ files: [await tinyWheel({ project: 'wheeled', version: '1.0' })] });
  const request = await setUp('wheeled\n', undefined, testEnvironment({ UV_DEFAULT_INDEX: url }));
  await lockLayer(request);
  const definition = { ...request.definition, allowBuild: ['wheeled'] };
  expect((await failureOf(checkLockIsFresh({ ...request, definition }))).code).toBe('lock/stale');
});
