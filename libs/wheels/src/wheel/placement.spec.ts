import { placeFile } from './placement.ts';

const place = (name: string) => placeFile(name, 'kit-1.0.dist-info');

it.each([
  ['kit/a.py', 'kit/a.py'],
  ['kit.py', 'kit.py'],
  ['kit-1.0.data/purelib/kit/a.py', 'kit/a.py'],
  ['kit-1.0.data/platlib/kit/a.so', 'kit/a.so'],
  ['kit-1.0.data/data/share/kit', 'share/kit'],
  ['other.data/data/share/kit', 'share/kit'],
  ['kit/x.data/scripts/a', 'kit/x.data/scripts/a'],
  ['kit-1.0.data', 'kit-1.0.data'],
  ['kit-1.0.data_', 'kit-1.0.data_'],
  ['kit-1.0.dist-info/METADATA', 'kit-1.0.dist-info/METADATA'],
  ['kit-1.0.dist-info/RECORD', 'kit-1.0.dist-info/RECORD'],
  ['kit-1.0.dist-info/licenses/INSTALLER', 'kit-1.0.dist-info/licenses/INSTALLER'],
  ['other-1.0.dist-info/INSTALLER', 'other-1.0.dist-info/INSTALLER'],
  ['INSTALLER', 'INSTALLER'],
])('%s is installed as %s', (name, path) => {
  expect(place(name)).toEqual({ kind: 'install', path });
});

it('a wheel without a .dist-info has no files of its installer', () => {
  expect(placeFile('INSTALLER', undefined)).toEqual({ kind: 'install', path: 'INSTALLER' });
});

it.each([
  'kit-1.0.data/scripts/kit',
  'kit-1.0.data/headers/kit.h',
  ...['INSTALLER', 'REQUESTED', 'direct_url.json', 'RECORD.jws', 'RECORD.p7s'].map(
    (file) => `kit-1.0.dist-info/${file}`,
  ),
])('%s is left out', (name) => {
  expect(place(name)).toEqual({ kind: 'leave' });
});

it.each([
  ['kit-1.0.data/odd/file', 'is in a .data directory under the unknown scheme “odd”'],
  ['kit-1.0.data/purelib', 'is in a .data directory outside any scheme'],
  ['kit-1.0.data//file', 'is in a .data directory under the unknown scheme “”'],
])('%s %s', (name, reason) => {
  expect(place(name)).toEqual({ kind: 'refuse', reason });
});
