import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { indexServers, type ServedFile, tinyWheel } from '@layerkit/testing-packages';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { openStore } from '@layerkit/wheels/store';
import { nothing } from '../../test/input-changes.ts';
import { lockedProject } from '../../test/locked-project.ts';
import { buildLayer } from '../build-layer.ts';
import { isUnchanged } from './input-changes.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const wheel = (project: string, version: string) => tinyWheel({ project, version });
const [one, two, two2, three] = await Promise.all([
  wheel('one', '1.0'),
  wheel('two', '1.0'),
  wheel('two', '2.0'),
  wheel('three', '1.0'),
]);

/** Creates a layer whose wheels, fields and code a test changes between builds. */
const openLayer = async () => {
  const folder = await scratch();
  const server = await serve({ files: [one, two, two2, three] });
  const request = {
    store: openStore({ directory: join(folder, 'store') }),
    env: { UV_DEFAULT_INDEX: server.url },
  };
  const directory = join(folder, 'dist', 'python3.12-x86_64');
  return {
    folder,
    directory,
    async build(wheels: readonly ServedFile[], fields: Readonly<Record<string, unknown>> = {}) {
      return buildLayer({ ...(await lockedProject(folder, wheels, fields)), ...request });
    },
    write: (files: Readonly<Record<string, string>>) => writeTree(join(folder, 'project'), files),
  };
};

it('a first build has no reason, and equal inputs have no changes', async () => {
  const layer = await openLayer();
  expect((await layer.build([one])).reason).toBeUndefined();
  const { reason } = await layer.build([one]);
  expect(reason).toEqual({ changes: nothing });
  expect(reason && isUnchanged(reason.changes)).toBe(true);
});

it('each changed group of inputs is reported with its old and new values', async () => {
  const layer = await openLayer();
  await layer.write({ 'src/a.py': 'A = 1\n', 'src/b.py': 'B = 1\n' });
  await layer.build([one, two], { sources: 'src', description: 'old' });
  await layer.write({ 'src/a.py': 'A = 2\n', 'src/c.py': 'C = 1\n' });
  await rm(join(layer.folder, 'project', 'src', 'b.py'));
  const { reason } = await layer.build([three, two2], { sources: 'src', licenseInfo: 'MIT' });
  expect(reason).toEqual({
    changes: {
      lock: {
        added: [{ name: 'three', version: '1.0' }],
        removed: [{ name: 'one', version: '1.0' }],
        changed: [{ name: 'two', from: '1.0', to: '2.0' }],
      },
      requirements: true,
      untaken: [],
      fields: [
        { name: 'description', from: 'old', to: undefined },
        { name: 'licenseInfo', from: undefined, to: 'MIT' },
      ],
      imports: false,
      locals: [],
      providers: [],
      sources: { added: ['c.py'], removed: ['b.py'], changed: ['a.py'] },
      files: { added: [], removed: [], changed: [] },
    },
  });
});

it('a changed version of layerkit or of the compiling interpreter is reported', async () => {
  const layer = await openLayer();
  await layer.build([one]);
  const path = join(layer.directory, 'inputs.json');
  const record = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...record, tool: '0.0.0-before', interpreter: 'CPython 3.12.0' }));
  const { tool } = record;
  expect((await layer.build([one])).reason?.changes).toEqual({
    ...nothing,
    tool: { from: '0.0.0-before', to: tool },
    interpreter: { from: 'CPython 3.12.0', to: undefined },
  });
});

it('a build without changes reports the changes of the previous build', async () => {
  const layer = await openLayer();
  await layer.build([two]);
  await layer.build([two2]);
  const { reason } = await layer.build([two2]);
  expect(reason?.changes).toEqual(nothing);
  expect(reason?.earlier?.lock.changed).toEqual([{ name: 'two', from: '1.0', to: '2.0' }]);
});

it('a change that does not affect the requirements is reported as a changed file, except line endings', async () => {
  const layer = await openLayer();
  const project = '[project]\nname = "app"\nversion = "1"\ndependencies = ["one"]\n';
  const build = async (text: string) => {
    await layer.write({ 'pyproject.toml': text });
    return (await layer.build([one], { requirements: 'pyproject.toml' })).reason;
  };
  await build(project);
  expect(await build(project.replaceAll('\n', '\r\n'))).toEqual({ changes: nothing });
  const grouped = `${project}[dependency-groups]\ndev = ["rich"]\n`;
  const changes = { ...nothing, untaken: ['pyproject.toml'] };
  expect(await build(grouped)).toEqual({ changes });
  expect(await build(grouped)).toEqual({ changes: nothing, earlier: changes });
});

it('the next build is compared with a result that a cache restored', async () => {
  const layer = await openLayer();
  await layer.build([one, two]);
  await cp(layer.directory, join(layer.folder, 'cache'), { recursive: true });
  await layer.build([one, two2]);
  for (const file of await readdir(join(layer.folder, 'cache')))
    await rename(join(layer.folder, 'cache', file), join(layer.directory, file));
  const { reason } = await layer.build([one, two, three]);
  expect(reason?.changes.lock).toEqual({
    added: [{ name: 'three', version: '1.0' }],
    removed: [],
    changed: [],
  });
});

it('without a record, the reason is unknown', async () => {
  const layer = await openLayer();
  await layer.build([one, two]);
  await cp(layer.directory, join(layer.folder, 'cache'), { recursive: true });
  await layer.build([one, two2]);
  for (const file of ['layer.zip', 'manifest.json'])
    await rename(join(layer.folder, 'cache', file), join(layer.directory, file));
  expect((await layer.build([one, two, three])).reason).toBeUndefined();
});

it.each(['{', '{}', '{"schema": "layerkit/build-inputs/9"}'])(
  'an invalid record %j does not fail the build',
  async (text) => {
    const layer = await openLayer();
    await layer.build([one]);
    await writeFile(join(layer.directory, 'inputs.json'), text);
    expect((await layer.build([one])).reason).toBeUndefined();
  },
);

it('the record depends only on the inputs, not on the previous build', async () => {
  const [layer, other] = [await openLayer(), await openLayer()];
  for (const wheels of [[one], [two, three], [one, two]]) await layer.build(wheels);
  await other.build([one, two]);
  const [first, second] = [layer, other].map(({ directory }) => join(directory, 'inputs.json'));
  expect(await sha256OfFile(first ?? '')).toBe(await sha256OfFile(second ?? ''));
});
