import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readLayerArtifact } from '@layerkit/artifact';
import { sha256Of } from '@layerkit/artifact/digest';
import { isLayerkitError } from '@layerkit/failure';
import { temporaryFolders } from '@layerkit/testing-files';
import { indexServers, tinyWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const wheel = await tinyWheel({
  project: 'alpha',
  files: {
    'alpha/__init__.py': '',
    'alpha/data.bin': Buffer.from(Uint8Array.from({ length: 2_000_000 }, (_, at) => (at * at) % 253)),
    'alpha/tests/test_alpha.py': 'x = 1\n',
  },
});

/** Creates a project with its wheel in the store, with and without prune rules: two layers for one folder. */
const setUp = async () => {
  const folder = await scratch();
  const store = openStore({ directory: join(folder, 'store') });
  const project = await lockedProject(folder, [wheel]);
  const server = await serve({ files: [wheel] });
  const request = { ...project, store, env: { UV_DEFAULT_INDEX: server.url } };
  const { artifact } = await buildLayer(request);
  const unpruned = { ...request, definition: { ...project.definition, prune: [] } };
  return { folder, project, request, unpruned, directory: artifact.directory };
};

/** Reads the layer in the folder. Returns `undefined` if there is none, and throws for a damaged one. */
const readOrNothing = (directory: string) =>
  readLayerArtifact(directory).catch((error: unknown) => {
    if (isLayerkitError(error) && error.code === 'artifact/missing') return undefined;
    throw error;
  });

it('a build killed at any moment leaves a complete layer or none, and the next build works', async () => {
  const { folder, project, request, directory } = await setUp();
  const task = join(folder, 'task.json');
  await writeFile(task, JSON.stringify({ ...project, store: request.store.directory }));
  const script = join(import.meta.dirname, '..', 'test', 'build-forever.ts');
  for (const milliseconds of [2, 13, 30]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGKILL');
    await once(child, 'close');
    const found = await readOrNothing(directory);
    if (found !== undefined) expect([5, 6]).toContain(found.manifest.zip.entries);
  }
  const { artifact, fetched } = await buildLayer({ ...request, offline: true });
  expect(fetched).toBe(0);
  expect(await readLayerArtifact(directory)).toEqual(artifact);
}, 90_000);

it('concurrent builds into one folder leave one complete layer', async () => {
  const { request, unpruned, directory } = await setUp();
  const builds = Array.from({ length: 8 }, (_, at) => buildLayer(at % 2 === 0 ? request : unpruned));
  const digests = (await Promise.all(builds)).map(({ artifact }) => artifact.manifest.zip.sha256);
  expect(new Set(digests).size).toBe(2);
  expect(digests).toContain((await readLayerArtifact(directory)).manifest.zip.sha256);
}, 30_000);

it('readers do not notice a second build with the same inputs', async () => {
  const { request, directory } = await setUp();
  const state = { building: true };
  const builds = Promise.all(Array.from({ length: 5 }, () => buildLayer(request))).finally(() => {
    state.building = false;
  });
  let reads = 0;
  for (; state.building; reads += 1) await readLayerArtifact(directory);
  await builds;
  expect(reads).toBeGreaterThan(0);
}, 30_000);

it('files of killed builds and downloads are deleted when no running build can need them', async () => {
  const { request } = await setUp();
  const old = join(request.outputRoot, '.building', 'build-old');
  const young = join(request.outputRoot, '.building', 'build-young');
  const partial = join(request.store.directory, 'partial', 'old');
  for (const path of [old, young]) await mkdir(path);
  await writeFile(partial, 'half a wheel');
  for (const path of [old, partial]) await utimes(path, 1_000_000_000, 1_000_000_000);
  await buildLayer(request);
  expect(await readdir(join(request.outputRoot, '.building'))).toEqual(['build-young']);
  const fresh = openStore({ directory: request.store.directory });
  await fresh.insert({ sha256: sha256Of('x'), fileName: 'x.whl' }, Readable.from([Buffer.from('x')]));
  expect(await readdir(join(request.store.directory, 'partial'))).toEqual([]);
});
