import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { inTreeProject, testEnvironment } from '@layerkit/testing-packages';
import { readZipFile } from '@layerkit/zip';
import { buildLayer } from './build-layer.ts';
import { filesReadByBuild } from './inputs/files-read.ts';

/** These tests use uv and build backends in the projects. */
const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

interface Wanted {
  readonly tag?: string;
  readonly sources?: readonly string[];
}

const layerOver = async (requirements: string, { tag = 'py3-none-any', sources }: Wanted = {}) => {
  const root = await scratch();
  await writeTree(root, {
    'nx.json': '{}',
    ...below('layers/deps', { 'requirements.in': `${requirements}\n` }),
    ...below('packages/core', inTreeProject('core', tag)),
    ...below('packages/more', inTreeProject('more', 'py3-none-any')),
    'packages/core/.venv/lib/core.py': '',
    'packages/plain/plain.py': 'PLAIN = 1\n',
    'packages/other/plain.py': 'PLAIN = 2\n',
  });
  const definition = layerDefinitionSchema.parse({
    layerName: 'deps',
    runtimes: [target.runtime],
    requirements: 'requirements.in',
    sources,
  });
  const env = testEnvironment({ UV_OFFLINE: '1' });
  const projectRoot = join(root, 'layers/deps');
  const layer = { projectRoot, definition, target, env };
  await lockLayer(layer);
  return { root, layer, build: () => buildLayer({ ...layer, outputRoot: join(root, 'dist') }) };
};

it('a layer contains the wheels of the packages that its requirements name', async () => {
  const { root, layer, build } = await layerOver('-e ../../packages/core\n../../packages/more');
  const { artifact } = await build();
  expect(artifact.manifest.packages).toMatchObject([{ name: 'core' }, { name: 'more' }]);
  const names = readZipFile(artifact.zipPath, () => undefined).entries.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['python/core.py', 'python/core-1.0.dist-info/METADATA', 'python/more.py']),
  );
  const read = await filesReadByBuild(layer);
  expect(read).toContain(join(root, 'packages/core/backend.py'));
  expect(read.filter((path) => path.includes('.venv'))).toEqual([]);
});

it('a rebuild names the package whose files changed, and the lock stays fresh', async () => {
  const { root, build } = await layerOver('-e ../../packages/core\n../../packages/more');
  await build();
  await writeFile(join(root, 'packages/core/new.py'), 'NEW = 1\n');
  const { reason } = await build();
  expect(reason?.changes.locals).toEqual([{ name: 'core', added: ['new.py'], removed: [], changed: [] }]);
  expect(reason?.changes).toMatchObject({ requirements: false, untaken: [], sources: { added: [] } });
});

it('a package with a compiled module is an error', async () => {
  const { build } = await layerOver('../../packages/core', { tag: 'cp312-cp312-linux_x86_64' });
  const failure = await failureOf(build());
  expect(failure.code).toBe('source/not-pure');
  expect(failure.message).toContain('../../packages/core');
});

it('a package that is gone after lock is an error that names it', async () => {
  const { root, build } = await layerOver('../../packages/core');
  await rm(join(root, 'packages/core'), { recursive: true });
  expect((await failureOf(build())).problems).toEqual([
    'requirements.in:1: ../../packages/core is missing: ../../packages/core does not exist',
  ]);
});

it('sources may be several folders anywhere in the workspace: projects go in as wheels, others as they are', async () => {
  const { build, root } = await layerOver('../../packages/core', {
    sources: ['../../packages/core', '../../packages/more/', '../../packages/plain'],
  });
  const { artifact } = await build();
  expect(artifact.manifest.packages.map(({ name }) => name)).toEqual(['core', 'more']);
  const names = readZipFile(artifact.zipPath, () => undefined).entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['python/plain.py', 'python/more-1.0.dist-info/METADATA']));
  await writeFile(join(root, 'packages/plain/plain.py'), 'PLAIN = 3\n');
  await writeFile(join(root, 'packages/more/data.txt'), '');
  const { changes } = (await build()).reason ?? {};
  expect(changes?.sources.changed).toEqual(['plain.py']);
  expect(changes?.locals).toMatchObject([{ name: 'more', added: ['data.txt'] }]);
});

it('different files with one path in two folders of sources are an error that names both', async () => {
  const sources = ['../../packages/plain', '../../packages/other'];
  const { build } = await layerOver('../../packages/core', { sources });
  const failure = await failureOf(build());
  expect(failure.code).toBe('archive/conflict');
  expect(failure.problems[0]).toMatch(/plain\.py.*packages\/plain.*packages\/other/);
});

it('a folder of sources outside the workspace is an error that says so', async () => {
  const { build } = await layerOver('../../packages/core', { sources: ['../../../elsewhere'] });
  const failure = await failureOf(build());
  expect([failure.code, failure.message]).toEqual([
    'source/invalid',
    expect.stringContaining('elsewhere is outside the workspace'),
  ]);
});
