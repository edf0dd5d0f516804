import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { inspectionSchema } from '@layerkit/artifact/inspection';
import { temporaryFolders, writeTree, zipCommand } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, tinyWheel, installedTree, makeElf } from '@layerkit/testing-packages';
import { factsOfBuild, inspectLayer, type InspectLayerRequest } from '@layerkit/audit/inspect';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

const scratch = temporaryFolders();
const serve = indexServers();
const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const zipOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const folder = join(await scratch(), 'layer');
  await writeTree(folder, files);
  await zipCommand(folder, `${folder}.zip`);
  return `${folder}.zip`;
};

const inspect = (request: Omit<InspectLayerRequest, 'target'>) => inspectLayer({ ...request, target });

const arm = makeElf({ machine: 183 });
const intel = makeElf({ needed: ['libc.so.6'], versions: { 'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.4'] } });
const mixed = {
  ...installedTree('python/'),
  'python/own.py': 'import alpha\n',
  'python/alpha/good.cpython-312-x86_64-linux-gnu.so': intel,
  'python/alpha/other.so': arm,
  'python/alpha/wrong.cpython-312-x86_64-linux-gnu.so': arm,
};

it('the inspection lists packages, unclaimed files and binaries, and matches its schema', async () => {
  const zipPath = await zipOf(mixed);
  const { inspection, files } = await inspect({ zipPath });
  expect(inspectionSchema.parse(inspection)).toEqual(inspection);
  expect(inspection).toMatchObject({ schema: 'layerkit/inspection/1', target });
  const { size } = await stat(zipPath);
  expect(inspection.zip).toMatchObject({
    file: 'layer.zip',
    sha256: await sha256OfFile(zipPath),
    bytes: size,
  });
  expect(inspection.packages).toEqual([expect.objectContaining({ name: 'alpha', version: '1.0', files: 8 })]);
  expect(inspection.unclaimed).toMatchObject({ files: 1, unpackedBytes: 'import alpha\n'.length });
  expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(mixed).sort());
  const unpacked = files.reduce((sum, file) => sum + file.unpackedBytes, 0);
  expect(unpacked).toBe(inspection.zip.unpackedBytes);
  expect(files.find(({ path }) => path === 'python/own.py')).not.toHaveProperty('package');
});

it('the status of a binary follows from its findings', async () => {
  const zipPath = await zipOf(mixed);
  const statuses = async (ignore: InspectLayerRequest['ignore']) =>
    (await inspect({ zipPath, ignore })).inspection.binaries.map(({ path, status, glibc }) => [
      /\w+\./.exec(path)?.[0],
      status,
      glibc,
    ]);
  const good = ['good.', 'ok', '2.17'];
  const other = ['other.', 'doubtful', undefined];
  expect(await statuses([])).toEqual([good, other, ['wrong.', 'wrong', undefined]]);
  const code = 'binary/wrong-architecture';
  const ignored = await statuses([{ code, path: '**/wrong.*', reason: 'never imported' }]);
  expect(ignored).toEqual([good, other, ['wrong.', 'ignored', undefined]]);
});

it('a file that is not a zip is a finding, and a missing file is an error', async () => {
  const path = join(await scratch(), 'layer.zip');
  await writeFile(path, 'a text');
  const { inspection } = await inspect({ zipPath: path });
  expect(inspection.findings).toEqual([
    expect.objectContaining({ code: 'archive/invalid', severity: 'error' }),
  ]);
  expect(inspectionSchema.parse(inspection).zip).toMatchObject({ bytes: 6, entries: 0 });
  const missing = await failureOf(inspect({ zipPath: `${path}.gone` }));
  expect(missing.code).toBe('inspect/unreadable');
  expect(missing.message).toContain(`${path}.gone`);
});

it('the comparison with a baseline lists added and removed packages and findings', async () => {
  const before = await zipOf({
    ...installedTree('build/python/'),
    ...installedTree('build/python/', 'beta'),
  });
  const after = await zipOf({
    ...installedTree('python/'),
    'python/alpha/.env': 'KEY=1',
    'python/alpha/other.so': arm,
  });
  const { inspection } = await inspect({ zipPath: after, baseline: { zipPath: before, name: 'old' } });
  const { baseline } = inspectionSchema.parse(inspection);
  expect(baseline?.zip.file).toBe('old');
  expect(baseline?.difference.bytes).toBe((await stat(after)).size - (await stat(before)).size);
  expect(baseline?.packages.removed.map(({ name }) => name)).toEqual(['beta']);
  expect(baseline?.packages.changed.map(({ name }) => name)).toEqual(['alpha']);
  expect(baseline?.findings.solved.map(({ code }) => code)).toEqual(['structure/nested-root']);
  expect(baseline?.findings.new.map(({ code }) => code)).toContain('binary/wrong-architecture');
});

it('files that the build left out on purpose are not reported as missing', async () => {
  const wheel = await tinyWheel({
    project: 'alpha',
    files: {
      'alpha/__init__.py': '',
      'alpha/__pycache__/old.cpython-312.pyc': Buffer.alloc(500, 1),
      'alpha-1.0.data/scripts/run': '#!python\n',
    },
  });
  const folder = await scratch();
  const server = await serve({ files: [wheel] });
  const { artifact } = await buildLayer({
    ...(await lockedProject(folder, [wheel])),
    store: openStore({ directory: join(folder, 'store') }),
    env: { UV_DEFAULT_INDEX: server.url },
  });
  const facts = factsOfBuild(artifact.manifest);
  expect([...facts.dropped]).toContain('python/alpha/__pycache__/old.cpython-312.pyc');
  const { inspection } = await inspect({ zipPath: artifact.zipPath, ...facts });
  expect(inspection.findings).toEqual(artifact.manifest.audit?.findings);
  expect(inspection.zip).toEqual(artifact.manifest.zip);
  const [found] = inspection.packages;
  const [built] = artifact.manifest.packages;
  expect(found).toMatchObject({ zippedBytes: built?.zippedBytes, unpackedBytes: built?.unpackedBytes });
});
