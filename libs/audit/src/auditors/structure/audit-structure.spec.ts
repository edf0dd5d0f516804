import { temporaryFolders } from '@layerkit/testing-files';
import { installedTree } from '@layerkit/testing-packages';
import { auditFiles, briefly } from '../../../test/audited-zip.ts';

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
  expect((await audit({ 'README.md': '' })).found).toEqual(['error structure/wrong-root README.md']);
  expect((await audit({ 'nodejs/node_modules/a/index.js': '' })).found).toEqual([
    'error structure/wrong-root nodejs/',
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

it('programs, libraries and extensions in their folders have no findings', async () => {
  const files = { 'bin/tool': '', 'lib/libx.so.1': '', 'extensions/agent': '', ...installedTree('python/') };
  expect((await audit(files)).found).toEqual([]);
});
