import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { auditBinariesOf, shortly } from '../../../../test/audit-binaries-of.ts';
import { auditSubject } from '../../../../test/audit-subject.ts';
import { auditBinaries } from '../audit-binaries.ts';

const scratch = temporaryFolders();
const audit = async (files: Readonly<Record<string, Buffer | string>>) =>
  auditBinariesOf(await scratch(), { files });

const module = 'own/_m.abi3.so';
const needing = (rest: Parameters<typeof makeElf>[0] = {}): Buffer =>
  makeElf({ needed: ['libc.so.6', 'libown.so.1'], ...rest });
const library = makeElf({ needed: ['libc.so.6'], soname: 'libown.so.1' });

it('a library in python/ that no RPATH leads to is a warning with the folders that the loader searches', async () => {
  const [finding, ...others] = await audit({ [module]: needing(), 'own/libown.so.1': library });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    code: 'binary/unreachable-library',
    severity: 'warning',
    path: `python/${module}`,
    message:
      'needs libown.so.1 (in python/own/), where the loader does not look: it searches lib/ and the folders of RPATH and RUNPATH, which this file does not have',
  });
  expect(finding?.hint).toContain('Move it to lib/, or build');
});

it.each([
  ['its RPATH leads elsewhere', { [module]: needing({ rpath: '$ORIGIN/lib' }), 'own/libown.so.1': library }],
  ['only its SONAME is right', { [module]: needing({ runpath: '$ORIGIN' }), 'own/renamed.so': library }],
  ['a library needs it', { 'own/liba.so': needing({ soname: 'liba.so' }), 'own/libown.so.1': library }],
  ['other code loads libraries', { [module]: needing(), 'own/libown.so.1': library, 'b.py': 'CDLL(x)' }],
])('a library is not reached although %s', async (_, files) => {
  expect(shortly(await audit(files))).toEqual([
    expect.stringMatching(/^warning binary\/unreachable-library own\//),
  ]);
});

it.each([
  [
    'an RPATH leads to it',
    { [module]: needing({ rpath: '$ORIGIN/../own.libs' }), 'own.libs/libown.so.1': library },
  ],
  [
    'an absolute RUNPATH leads to it',
    { [module]: needing({ runpath: '/opt/python/own' }), 'own/libown.so.1': library },
  ],
  [
    'the RPATH of the file that loads both leads to it',
    {
      [module]: makeElf({ needed: ['liba.so'], rpath: '$ORIGIN/../own.libs' }),
      'own.libs/liba.so': needing({ soname: 'liba.so' }),
      'own.libs/libown.so.1': library,
    },
  ],
  [
    'another file, which is loaded first, reaches it',
    { [module]: needing(), 'own/_a.abi3.so': needing({ runpath: '$ORIGIN' }), 'own/libown.so.1': library },
  ],
  ['it is a module', { [module]: needing(), 'own/_own.abi3.so': library }],
  [
    'the package loads it by its path',
    {
      [module]: needing(),
      'own/libown.so.1': library,
      'own/__init__.py': 'ctypes.CDLL(here / "libown.so.1")',
    },
  ],
])('a library is reached if %s', async (_, files) => {
  expect(await audit(files)).toEqual([]);
});

it('a library in lib/ is on LD_LIBRARY_PATH', async () => {
  const zipPath = join(await scratch(), 'layer.zip');
  const files = { [`python/${module}`]: needing(), 'lib/libown.so.1': library };
  await writeFile(zipPath, rawZip(Object.entries(files).map(([name, content]) => ({ name, content }))));
  expect(await auditBinaries(auditSubject(zipPath))).toEqual([]);
});

it('a library that the layer has is not missing, also as a link, and one that the runtime may have is a warning', async () => {
  const files = {
    [module]: makeElf({
      needed: ['liblink.so.1', 'libodd.so.3', 'libexpat.so.1', 'libpython3.11.so.1.0'],
      runpath: '$ORIGIN/../data',
    }),
    'data/liblink.so.1': 'liblink.so.1.2.3',
    'data/libodd.so.3': makeElf({ soname: 'libodd.so.3' }),
  };
  const findings = await audit(files);
  expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'error needs libpython3.11.so.1.0; neither the layer nor python3.12 has it',
    'warning needs libexpat.so.1, not in the layer; it is unknown whether python3.12 has it',
  ]);
});
