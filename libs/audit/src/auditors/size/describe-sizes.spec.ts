import { parseTarget } from '@layerkit/platform-resolution';
import type { AuditedFile, AuditSubject, Distribution } from '../../subject/subject.ts';
import { describeSizes } from './describe-sizes.ts';

const file = (path: string, compressedBytes: number): AuditedFile => ({
  path,
  mode: 0o100644,
  packed: { dataOffset: 0, method: 8, crc32: 0, compressedBytes, unpackedBytes: compressedBytes * 10 },
});

const distribution = (name: string, requires: readonly string[] = []) =>
  ({ name, version: '1.0', requires, directory: `python/${name}-1.0.dist-info/` }) as unknown as Distribution;

const subjectOf = (files: readonly AuditedFile[], distributions: readonly Distribution[]) =>
  ({
    files,
    distributions,
    target: parseTarget('python3.12/x86_64'),
    ownerOf: (path) => /^python\/(\w+)\//.exec(path)?.[1],
  }) as AuditSubject;

const report = (...of: Parameters<typeof subjectOf>) => describeSizes(subjectOf(...of));

const requirersIn = (distributions: readonly Distribution[], requirements: readonly string[] = []) =>
  Object.fromEntries(
    describeSizes(subjectOf([], distributions), requirements).distributions.map(({ name, requiredBy }) => [
      name,
      requiredBy,
    ]),
  );

/** Adds the two headers of an entry, each with its name (PKWARE APPNOTE 4.3.7, 4.3.12). */
const zipped = (path: string, bytes: number) => 30 + 46 + 2 * path.length + bytes;

it('each distribution has the size of its files with headers, and the largest comes first', () => {
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

it('the requirers of a distribution are those on the target', () => {
  expect(
    requirersIn([
      distribution('app', ['Requests[socks] (>=2) ; python_version > "3"', 'socks-lib; extra == "socks"']),
      distribution('requests', ["socks_lib>=1; extra == 'socks'", 'idna; extra == "idna"', 'requests[use]']),
      distribution('socks-lib', ['idna']),
      distribution('idna', ['app; sys_platform == "win32"']),
    ]),
  ).toEqual({ app: [], requests: ['app'], 'socks-lib': ['requests'], idna: ['socks-lib'] });
});

it('an extra counts only if a requirement asks for it', () => {
  const found = [
    distribution('pandas', ['numpy', 'tabulate>=0.9; extra == "output"', 'odfpy; extra == "all"']),
    distribution('tabulate'),
    distribution('numpy'),
  ];
  expect(requirersIn(found, ['pandas', 'tabulate'])).toEqual({ pandas: [], tabulate: [], numpy: ['pandas'] });
  expect(requirersIn(found, ['pandas[output]'])).toMatchObject({ tabulate: ['pandas'] });
  expect(requirersIn(found, ['pandas[output]; sys_platform == "win32"'])).toMatchObject({ tabulate: [] });
});
