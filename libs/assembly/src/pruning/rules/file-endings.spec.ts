import { droppedBy } from '../../../test/dropped-by.ts';

const filesAt = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, '']));
const all = (paths: readonly string[], rule: string) => Object.fromEntries(paths.map((path) => [path, rule]));

it('each ending that only a compiler or a linker reads is dropped', async () => {
  const endings = 'h hh hpp hxx c cc cpp cxx cu cuh f f77 f90 f95 for pyf pxd pyx pxi a pc'.split(' ');
  const paths = endings.map((ending) => `kit/file.${ending}`);
  expect(await droppedBy(filesAt(paths))).toEqual(all(paths, 'headers-and-sources'));
});

it('each name of documentation is dropped in each form, in any case', async () => {
  const names = 'readme changes changelog history news contributing code_of_conduct security todo'.split(' ');
  const paths = [
    ...names.flatMap((name) => ['md', 'rst', 'txt'].map((ending) => `kit/${name}.${ending}`)),
    'README.md',
    'kit/sub/Changelog.RST',
    ...['doc', 'man', 'info'].map((folder) => `share/${folder}/kit/page.html`),
  ];
  expect(await droppedBy(filesAt(paths))).toEqual(all(paths, 'docs'));
});

it('files whose names are only similar are kept', async () => {
  const paths = [
    'kit/file.hx',
    'kit/file.h.in',
    'kit/h',
    'kit/myreadme.md',
    'kit/readme.md.py',
    'kit/readme.html',
    'kit/change.md',
    'kit/share/doc/page.html',
    'share/docs/page.html',
    'share/mandoc/page.html',
    'kit/py.typed.txt',
    'kit/mypy.typed',
    'kit/file.pyii',
  ];
  expect(await droppedBy(filesAt(paths))).toEqual({});
});
