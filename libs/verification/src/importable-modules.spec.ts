import { allModules, topLevelModules } from './importable-modules.ts';

const below = (...names: string[]) => names.map((name) => `python/${name}`);

it('packages, modules and native modules are listed by their import names', () => {
  const entries = below(
    'pkg/__init__.py',
    'pkg/sub.py',
    'six.py',
    '_cffi_backend.cpython-312-x86_64-linux-gnu.so',
    'native.abi3.so',
    'plain.so',
    'compiled/__init__.cpython-312-x86_64-linux-gnu.so',
    'größe.py',
  );
  const expected = ['_cffi_backend', 'compiled', 'größe', 'native', 'pkg', 'plain', 'six'];
  expect(topLevelModules(entries)).toEqual([...expected].sort());
  expect(allModules(entries)).toEqual([...expected, 'pkg.sub'].sort());
});

it('a namespace package is replaced by the modules below it', () => {
  const entries = below(
    'google/protobuf/__init__.py',
    'google/protobuf/json_format.py',
    'google/api/deep/mod.py',
  );
  expect(topLevelModules(entries)).toEqual(['google.api.deep.mod', 'google.protobuf']);
  expect(allModules(entries)).toEqual([
    'google.api.deep.mod',
    'google.protobuf',
    'google.protobuf.json_format',
  ]);
});

it('files that are not modules are left out', () => {
  const entries = [
    ...below('pkg-1.0.dist-info/METADATA', 'pkg-1.0.dist-info/x.py', 'pillow.libs/libjpeg-1a2b.so.62'),
    ...below('libplain.so', 'pkg/__main__.py', 'bin/tool.py', 'share/doc/example.py', 'pkg/data.json'),
    ...below('pkg/templates/{{ name }}/x.py', 'two-words.py', '9lives.py', '__init__.py', 'a.b.py'),
    'elsewhere/module.py',
  ];
  expect(topLevelModules(entries)).toEqual([]);
});

it('a package inside another package may have the name of a data folder', () => {
  expect(allModules(below('pkg/bin/__init__.py', 'pkg/share/x.py'))).toEqual(['pkg.bin', 'pkg.share.x']);
});
