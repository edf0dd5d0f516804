import type { AuditedFile, AuditSubject, Distribution } from '../subject.ts';
import { describeSizes } from './describe-sizes.ts';

const file = (path: string, compressedBytes: number): AuditedFile => ({
  path,
  mode: 0o100644,
  packed: { dataOffset: 0, method: 8, crc32: 0, compressedBytes, unpackedBytes: compressedBytes * 10 },
});

const distribution = (name: string, requires: readonly string[] = []) =>
  ({ name, version: '1.0', requires, directory: `python/${name}-1.0.dist-info/` }) as unknown as Distribution;

const report = (files: readonly AuditedFile[], distributions: readonly Distribution[]) =>
  describeSizes({
    files,
    distributions,
    ownerOf: (path) => /^python\/(\w+)\//.exec(path)?.[1],
  } as AuditSubject);

/** Both headers of an entry and its name twice (PKWARE APPNOTE 4.3.7, 4.3.12). */
const zipped = (path: string, bytes: number) => 30 + 46 + 2 * path.length + bytes;

test('each distribution costs its files, headers included; the rest is of nobody; the largest is first', () => {
  const files = [
    file('python/small/a.py', 10),
    file('python/large/a.py', 100),
    file('python/large/b.py', 50),
    file('python/own.py', 7),
  ];
  expect(report(files, [distribution('small'), distribution('large')])).toEqual({
    distributions: [
      {
        name: 'large',
        version: '1.0',
        files: 2,
        zippedBytes: zipped('python/large/a.py', 100) + zipped('python/large/b.py', 50),
        unpackedBytes: 1500,
        requiredBy: [],
      },
      {
        name: 'small',
        version: '1.0',
        files: 1,
        zippedBytes: zipped('python/small/a.py', 10),
        unpackedBytes: 100,
        requiredBy: [],
      },
    ],
    rest: { files: 1, zippedBytes: zipped('python/own.py', 7), unpackedBytes: 70 },
  });
});

test('who requires a distribution brought it in; an extra counts where nobody else does', () => {
  const { distributions } = report(
    [],
    [
      distribution('app', ['Requests[socks] (>=2) ; python_version > "3"', 'socks-lib; extra == "socks"']),
      distribution('requests', ["socks_lib>=1; extra == 'socks'", 'idna; extra == "idna"', 'requests[use]']),
      distribution('socks-lib', ['idna']),
      distribution('idna'),
    ],
  );
  expect(Object.fromEntries(distributions.map(({ name, requiredBy }) => [name, requiredBy]))).toEqual({
    app: [],
    requests: ['app'],
    'socks-lib': ['app', 'requests'],
    idna: ['socks-lib'],
  });
});
