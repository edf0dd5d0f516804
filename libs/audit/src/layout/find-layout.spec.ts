import { findLayout, type Layout } from './find-layout.ts';

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;
const layoutOf = (...paths: string[]): Layout => findLayout(paths, target);
const wrong = (...paths: string[]) => layoutOf(...paths).misplaced.map(({ kind, root }) => [kind, root]);

const packageIn = (root: string): string[] => [`${root}six.py`, `${root}six-1.0.dist-info/METADATA`];

it('packages in both folders on sys.path are imported', () => {
  const sitePackages = 'python/lib/python3.12/site-packages/';
  expect(layoutOf(...packageIn('python/'), ...packageIn(sitePackages))).toEqual({
    imported: ['python/', sitePackages],
    misplaced: [],
    virtualEnvironments: [],
  });
});

it.each([
  ['build/python/', 'nested'],
  ['layer/', 'nested'],
  ['Python/', 'nested'],
  ['python/site-packages/', 'nested'],
  ['python/python/', 'nested'],
  ['lib/python3.12/site-packages/', 'nested'],
  ['python/lib/python3.11/site-packages/', 'other-python'],
  ['', 'loose'],
])('packages in “%s” are found as %s by their metadata', (root, kind) => {
  expect(wrong(...packageIn(root))).toEqual([[kind, root]]);
});

it.each([
  ['build/python/', ['build/python/a/__init__.py', 'build/python/b.py']],
  ['dist/site-packages/', ['dist/site-packages/a.py']],
  ['src/', ['src/app/__init__.py', 'src/app/deep/python/x.py', 'README.md']],
  ['', ['tensorflow/__init__.py', 'tensorflow/python/__init__.py', 'tensorflow/python/x.py']],
  ['', ['handler.py']],
])('without metadata, modules were meant to be imported from “%s”', (root, paths) => {
  expect(layoutOf(...paths).misplaced.map((found) => found.root)).toEqual([root]);
});

it('vendored packages are not misplaced', () => {
  const vendored = 'python/setuptools/_vendor/wheel-1.0.dist-info/METADATA';
  expect(wrong('python/setuptools/__init__.py', vendored, ...packageIn('python/'))).toEqual([]);
});

it('a layer of programs or extensions has no folders with modules', () => {
  expect(layoutOf('extensions/telemetry', 'telemetry/main.py', 'bin/tool')).toMatchObject({
    imported: [],
    misplaced: [],
  });
});

it('a virtual environment is found as a whole, in any folder and layout', () => {
  const windows = [
    'env/Scripts/activate',
    'env/Lib/site-packages/six.py',
    ...packageIn('env/Lib/site-packages/'),
  ];
  expect(layoutOf(...windows).misplaced).toEqual([
    { kind: 'virtual-environment', folder: 'env/', root: 'env/Lib/site-packages/' },
  ]);
  expect(layoutOf('python/pyvenv.cfg', ...packageIn('python/lib/python3.12/site-packages/'))).toMatchObject({
    virtualEnvironments: ['python/'],
    misplaced: [],
  });
});

it('the folder that the Finder adds is ignored', () => {
  expect(wrong(...packageIn('python/'), ...packageIn('__MACOSX/python/'))).toEqual([]);
});

it.each([
  ['python/python/', ['python/python/own.py', 'python/python/pkg/__init__.py']],
  ['python/python/', [...packageIn('python/'), 'python/python/own.py']],
  ['python/lib/python3.12/', ['python/lib/python3.12/pkg/__init__.py']],
  ['python/lib/python3.11/', [...packageIn('python/'), 'python/lib/python3.11/own.py']],
])('modules in “%s” are below the folder that they were meant for', (root, paths) => {
  expect(wrong(...paths)).toEqual([['nested', root]]);
});

it('a package named python, and a folder lib of own modules, are in place', () => {
  expect(wrong('python/python/__init__.py', 'python/python/x.py', 'python/lib/own.py')).toEqual([]);
});
