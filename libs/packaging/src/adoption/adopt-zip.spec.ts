import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parseTarget } from '@layerkit/platform-resolution';
import { fetchWheels, installedTree } from '@layerkit/testing-packages';
import { temporaryFolders, writeTree, zipCommand } from '@layerkit/testing-files';
import { adoptZip, readOwnFiles, type ZipAdoption } from './adopt-zip.ts';
import { versionsChanged } from './versions-changed.ts';

const scratch = temporaryFolders();
const fallback = parseTarget('python3.11/x86_64');
const adopt = (zipPath: string) => adoptZip(zipPath, { fallback });
const run = promisify(execFile);

const pins = ['jinja2==3.1.4', 'markupsafe==2.1.5', 'six==1.16.0'];
let wheels: string;
beforeAll(async () => {
  wheels = await mkdtemp(join(tmpdir(), 'layerkit-adopt-'));
  await fetchWheels(wheels, { platforms: ['manylinux2014_x86_64'], pins });
});
afterAll(() => rm(wheels, { recursive: true, force: true }));

/** Creates a folder with `pip install --target`. */
const install = async (target: string): Promise<void> => {
  const from = ['--no-index', '--find-links', wheels, '--only-binary', ':all:'];
  const where = ['--platform', 'manylinux2014_x86_64', '--python-version', '3.12', '--implementation', 'cp'];
  const args = ['-m', 'pip', '--isolated', 'install', '--quiet', '--disable-pip-version-check'];
  await run('python3', [...args, ...from, ...where, '--target', target, 'jinja2', 'six']);
};

const zipOf = async (folder: string): Promise<string> => {
  await zipCommand(folder, `${folder}.zip`);
  return `${folder}.zip`;
};

const zipWith = async (files: Readonly<Record<string, string>>): Promise<string> =>
  zipOf(await writeTree(join(await scratch(), 'tree'), files));

const read = async (zipPath: string, ownFiles: ZipAdoption['ownFiles']) => {
  const found: Record<string, string> = {};
  for await (const { path, content } of readOwnFiles(zipPath, ownFiles)) found[path] = content.toString();
  return found;
};

const versions = { jinja2: '3.1.4', markupsafe: '2.1.5', six: '1.16.0' };

it('adopting a zip of pip’s output gives the same result for every root', async () => {
  const folder = await scratch();
  await install(join(folder, 'installed'));
  for (const root of ['python', 'python/lib/python3.12/site-packages', 'build/python', '.']) {
    const tree = join(folder, root.replaceAll('/', '-'), 'tree');
    await mkdir(dirname(join(tree, root)), { recursive: true });
    await cp(join(folder, 'installed'), join(tree, root), { recursive: true });
    await writeTree(join(tree, root), { 'shop/__init__.py': 'X = 1\n', 'shop/__pycache__/a.pyc': '' });
    const adopted = await adopt(await zipOf(tree));
    expect(adopted.requirements).toEqual(['jinja2', 'six']);
    expect(Object.fromEntries(adopted.pins.map(({ name, version }) => [name, version]))).toEqual(versions);
    expect(adopted.guess).toEqual({ runtimes: ['python3.12'], architectures: ['x86_64'] });
    expect(await read(`${tree}.zip`, adopted.ownFiles)).toEqual({ 'shop/__init__.py': 'X = 1\n' });
    expect(adopted.messages).toEqual([]);
  }
}, 60_000);

it.each([
  ['manylinux2014_aarch64', { runtimes: ['python3.12'], architectures: ['arm64'] }],
  ['macosx_10_9_universal2', { runtimes: ['python3.12'], architectures: [] }],
])('only Linux binaries determine the architecture: an unpacked wheel for %s', async (platform, guess) => {
  const folder = await scratch();
  const [wheel = ''] = await fetchWheels(folder, { platforms: [platform], pins: ['markupsafe==2.1.5'] });
  await run('python3', ['-m', 'zipfile', '-e', wheel, join(folder, 'tree', 'python')]);
  expect((await adopt(await zipOf(join(folder, 'tree')))).guess).toEqual(guess);
});

const requiring = (name: string, ...requirements: readonly string[]) => ({
  ...installedTree('python/', name),
  [`python/${name}-1.0.dist-info/METADATA`]: [
    `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0`,
    ...requirements.map((requirement) => `Requires-Dist: ${requirement}`),
    '',
  ].join('\n'),
});
const marked = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`python/${name}-1.0.dist-info/REQUESTED`, '']));

it('a package with an installer’s mark is a requirement, unless all have one', async () => {
  const files = {
    ...requiring('alpha', 'beta', 'gamma; os_name == "nt"'),
    ...requiring('beta'),
    ...requiring('gamma'),
  };
  const asked = async (more: Readonly<Record<string, string>>) =>
    (await adopt(await zipWith({ ...files, ...more }))).requirements;
  expect(await asked({})).toEqual(['alpha', 'gamma']);
  expect(await asked(marked('alpha', 'beta'))).toEqual(['alpha', 'beta', 'gamma']);
  expect(await asked(marked('alpha', 'beta', 'gamma'))).toEqual(['alpha', 'gamma']);
});

it('packages that require one another are all covered', async () => {
  const circle = {
    ...requiring('beta', 'gamma'),
    ...requiring('gamma', 'beta'),
    ...requiring('alpha', 'alpha[x]'),
  };
  expect((await adopt(await zipWith(circle))).requirements).toEqual(['alpha', 'beta']);
});

it('a package that is not from an index is own code, and its dependencies become requirements', async () => {
  const zipPath = await zipWith({
    ...requiring('shop', 'beta'),
    ...requiring('beta'),
    'python/shop-1.0.dist-info/direct_url.json': '{ "url": "file:///home/me/shop", "dir_info": {} }',
    'python/beta-0.9.dist-info/METADATA': 'Metadata-Version: 2.1\nName: beta\nVersion: 0.9\n',
    'bin/tool': '#!/bin/sh\n',
  });
  const { requirements, ownFiles, messages, guess } = await adopt(zipPath);
  expect(requirements).toEqual(['beta']);
  expect(Object.keys(await read(zipPath, ownFiles))).toEqual(
    expect.arrayContaining(['shop/__init__.py', 'shop/module.py', 'shop-1.0.dist-info/METADATA']),
  );
  expect(ownFiles.filter(({ path }) => path === undefined).map(({ file }) => file.path)).toEqual([
    'bin/tool',
  ]);
  expect(messages).toEqual([
    'beta is in the zip twice, as 0.9 and 1.0; 0.9 is used.',
    'shop 1.0 was not installed from an index, so it counts as own code.',
  ]);
  expect(guess).toEqual({ runtimes: [], architectures: [] });
});

it('a zip without package metadata has only own files', async () => {
  const { requirements, ownFiles } = await adopt(await zipWith({ 'python/six.py': '' }));
  expect(requirements).toEqual([]);
  expect(ownFiles.map(({ path }) => path)).toEqual(['six.py']);
});

it('a missing file and a file that is not a zip are errors', async () => {
  const path = join(await scratch(), 'layer.zip');
  await expect(adopt(path)).rejects.toMatchObject({ code: 'inspect/unreadable' });
  await writeFile(path, 'text');
  await expect(adopt(path)).rejects.toMatchObject({ code: 'adopt/nothing-found' });
});

it('a comparison reports added, removed and changed packages, and treats 1.0 as 1.0.0', () => {
  const pinned = { a: '1.0', b: '1.0', c: '2.0' };
  const adoption = {
    pins: Object.entries(pinned).map(([name, version]) => ({ name, version })),
    isComplete: true,
  };
  const packages = Object.entries({ a: '1.0.0', b: '1.1', d: '3.0' }).map(([name, version]) => ({
    name,
    version,
  }));
  const lock = { target: parseTarget('python3.12/x86_64'), packages };
  const changes = {
    added: [{ name: 'd', version: '3.0' }],
    removed: [{ name: 'c', version: '2.0' }],
    changed: [{ name: 'b', from: '1.0', to: '1.1' }],
  };
  expect(versionsChanged(adoption, lock)).toEqual(changes);
  expect(versionsChanged({ ...adoption, isComplete: false }, lock)).toEqual({ ...changes, added: [] });
});
