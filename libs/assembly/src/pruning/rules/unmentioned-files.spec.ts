import { droppedBy } from '../../../test/dropped-by.ts';

const kit = {
  'kit/__init__.py': '',
  'kit/__init__.pyi': 'x: int',
  'kit/py.typed': '',
  'kit/core.pyx': '',
  'kit/include/kit.h': '',
  'kit/libkit.a': '',
  'kit/README.md': '',
  'share/man/man1/kit.1': '',
  'kit.pyi': '',
  'kit-stubs/__init__.pyi': '',
};
const all = {
  'kit/__init__.pyi': 'stubs',
  'kit/py.typed': 'stubs',
  'kit.pyi': 'stubs',
  'kit-stubs/__init__.pyi': 'stubs',
  'kit/core.pyx': 'headers-and-sources',
  'kit/include/kit.h': 'headers-and-sources',
  'kit/libkit.a': 'headers-and-sources',
  'kit/README.md': 'docs',
  'share/man/man1/kit.1': 'docs',
};

it('stubs, headers, sources and documentation are dropped', async () => {
  expect(await droppedBy(kit)).toEqual(all);
  expect(await droppedBy(kit, { rules: ['bytecode', 'tests'] })).toEqual({});
});

it.each<[string, string, readonly (keyof typeof all)[]]>([
  ['attach_stub', 'lazy.attach_stub(__name__, __file__)', ['kit/__init__.pyi', 'kit.pyi']],
  ['the end of a stub’s name', 'f"{base}.pyi"', ['kit/__init__.pyi', 'kit.pyi']],
  ['the marker’s name', "open(here / 'py.typed')", ['kit/py.typed']],
  ['a header’s name', "read('kit.h')", ['kit/include/kit.h']],
  ['a pattern', 'glob("*.pyx")', ['kit/core.pyx']],
  ['a path', 'open("../kit/README.md")', ['kit/README.md']],
])('a package that mentions %s keeps the mentioned files', async (_, source, kept) => {
  const stays = Object.keys(all).filter((path) => !kept.some((one) => one === path));
  expect(Object.keys(await droppedBy({ ...kit, 'kit/mod.py': source })).sort()).toEqual(stays.sort());
});

it.each([
  ['another package mentions them', { 'other/mod.py': 'lazy.attach_stub()\nopen("kit.h")' }],
  ['the package mentions them without quotes', { 'kit/mod.py': '# see __init__.pyi, kit.h and `README.md`' }],
  ['its dropped tests mention them', { 'kit/tests/test_kit.py': 'open("__init__.pyi")' }],
])('files are dropped although %s', async (_, files) => {
  expect(await droppedBy({ ...kit, ...files })).toMatchObject(all);
});

it('files that kept tests mention are kept', async () => {
  const files = { ...kit, 'kit/tests/test_kit.py': 'open("__init__.pyi")' };
  expect(Object.keys(await droppedBy(files, { rules: ['stubs'] })).sort()).toEqual([
    'kit-stubs/__init__.pyi',
    'kit.pyi',
    'kit/py.typed',
  ]);
});

it('a damaged file keeps all files of its package', async () => {
  expect(Object.keys(await droppedBy({ ...kit, 'kit/mod.py': undefined })).sort()).toEqual([
    'kit-stubs/__init__.pyi',
    'share/man/man1/kit.1',
  ]);
});

it('possible data, own code, licenses and metadata are kept', async () => {
  const files = {
    'own:mine/mod.pyi': '',
    'own:mine/README.md': '',
    'kit/templates/page.html': '',
    'kit/words.txt': '',
    'kit/readme.py': '',
    'kit/docs/guide.md': '',
    'kit/api.proto': '',
    'kit/changes.json': '',
    'share/kit/data.h5': '',
    'share/doc/kit/LICENSE.txt': '',
    'kit-1.dist-info/README.md': '',
    'kit-1.dist-info/licenses/src/kit.h': '',
  };
  expect(await droppedBy(files)).toEqual({});
});
