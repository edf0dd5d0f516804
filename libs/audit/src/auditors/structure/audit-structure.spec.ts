import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { installedTree, makeElf } from '@layerkit/testing-packages';
import { auditFiles, auditFolder, briefly } from '../../../test/audited-zip.ts';

const run = promisify(execFile);
const scratch = temporaryFolders();

const audit = async (files: Readonly<Record<string, string>>) => {
  const { findings } = await auditFiles(await scratch(), files);
  return { found: briefly(findings), messages: findings.map(({ message }) => message) };
};

it('packages for another Python are an error, or a warning next to packages for the target', async () => {
  const other = installedTree('python/lib/python3.11/site-packages/');
  const alone = await audit(other);
  expect(alone.found).toEqual(['error structure/other-python python/lib/python3.11/']);
  expect(alone.messages[0]).toMatch(/searched only by python3\.11; python3\.12 imports from/);
  const own = installedTree('python/lib/python3.12/site-packages/');
  expect((await audit({ ...other, ...own })).found).toEqual([
    'warning structure/other-python python/lib/python3.11/',
  ]);
});

it('files that no runtime uses have one finding, whose severity depends on what they are', async () => {
  const layer = installedTree('python/');
  expect((await audit({ ...layer, 'README.md': '', LICENSE: '' })).found).toEqual([
    'note structure/wrong-root -',
  ]);
  expect((await audit({ ...layer, 'src/a.py': '', 'src/b.py': '' })).found).toEqual([
    'warning structure/wrong-root src/',
  ]);
  expect((await audit({ 'README.md': '' })).found).toEqual(['note structure/wrong-root README.md']);
  expect((await audit({ 'nodejs/node_modules/a/index.js': '' })).found).toEqual([
    'note structure/wrong-root nodejs/',
  ]);
});

it('shadow files of macOS have one note', async () => {
  const { found, messages } = await audit({
    ...installedTree('python/'),
    '__MACOSX/python/._alpha': 'x',
    '__MACOSX/python/alpha/._module.py': 'x',
    'python/.DS_Store': 'x',
  });
  expect(found).toEqual(['note structure/wrong-root -']);
  expect(messages[0]).toMatch(/^macOS added 3 files/);
});

it('programs and libraries in their folders have no findings', async () => {
  const files = { 'bin/tool': '', 'lib/libx.so.1': '', ...installedTree('python/') };
  expect((await audit(files)).found).toEqual([]);
});

/** Imports a module as Lambda does, with the layer’s folders on sys.path. */
const imports = async (module: string, files: Readonly<Record<string, string>>): Promise<boolean> => {
  const folder = await writeTree(await scratch(), files);
  const roots = ['python', 'python/lib/python3.12/site-packages'].map((root) => join(folder, root));
  const script = `import sys; sys.path[:0] = ${JSON.stringify(roots)}; import ${module}`;
  return run('python3', ['-c', script]).then(
    () => true,
    () => false,
  );
};

it.each([
  ['a second python/', 'python/python/', {}],
  ['a second python/ next to packages', 'python/python/', installedTree('python/')],
  ['lib/python3.12/ without site-packages/', 'python/lib/python3.12/', {}],
])('modules in %s can’t be imported: an error', async (_, root, others) => {
  const files = { ...others, [`${root}own_code/__init__.py`]: '', [`${root}own_code/x.py`]: '' };
  expect(await imports('own_code', files)).toBe(false);
  const { found, messages } = await audit(files);
  expect(found).toContain(`error structure/nested-root ${root}`);
  expect(messages[0]).toContain(`2 files) are in ${root}, which becomes /opt/${root}`);
});

it('modules that import one another as python.x are in place', async () => {
  const files = { 'python/python/app.py': 'from python import store', 'python/python/store.py': '' };
  expect(await imports('python.app', files)).toBe(true);
  expect((await audit(files)).found).toEqual([]);
});

it.each([
  ['programs that code runs by their paths', { 'kubectl/kubectl': 'x', 'helm/helm': 'x' }],
  ['data', { 'en_core_web_sm-3.7.1/config.cfg': '', 'nltk_data/corpora/words.zip': '', 'model.bin': '' }],
  ['modules of Node.js', { 'nodejs/node_modules/a/index.js': '' }],
])('a layer of %s has a note', async (_, files) => {
  expect((await audit(files)).found).toEqual([expect.stringMatching(/^note structure\/wrong-root /)]);
});

it('packages next to their program are imported by it alone: a note', async () => {
  const files = {
    ...installedTree('awscli/'),
    'awscli/yaml/_yaml.cpython-311-x86_64-linux-gnu.so': makeElf({ needed: ['libc.so.6'] }),
  };
  const folder = await writeTree(join(await scratch(), 'layer'), {
    ...files,
    'awscli/aws': '#!/var/lang/bin/python\n',
  });
  expect(briefly((await auditFolder(folder)).findings)).toContain('error structure/nested-root awscli/');
  await chmod(join(folder, 'awscli/aws'), 0o755);
  expect(briefly((await auditFolder(folder)).findings)).toEqual([
    'note binary/wrong-python awscli/yaml/_yaml.cpython-311-x86_64-linux-gnu.so',
    'note structure/nested-root awscli/',
  ]);
});
