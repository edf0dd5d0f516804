import {
  extraField,
  type RawEntry,
  rawZip,
  type RawZipOptions,
  temporaryFolders,
  uint32,
  uint64,
} from '@layerkit/testing-files';
import { listZipBytes } from '../test/list-zip.ts';

const scratch = temporaryFolders();
const allOnes = 0xffffffff;
const stored = { name: 'a.txt', content: 'stored content', method: 0 } as const;

const locator = (offset: number): Buffer =>
  Buffer.concat([uint32(0x07064b50), uint32(0), uint64(offset), uint32(1)]);

const badNames: [string, string | Buffer, RegExp][] = [
  ['that leave the root', '../a', /leaves the root/],
  ['that leave the root further down', 'a/../../b', /leaves the root/],
  ['that leave the root at their end', 'a/..', /leaves the root/],
  ['that are absolute', '/etc/passwd', /absolute path/],
  ['with a drive letter', 'C:/a', /drive letter/],
  ['with a drive letter and no slash', 'c:a', /drive letter/],
  ['with backslashes', 'a\\..\\b', /backslash/],
  ['with a NUL', 'a\0b', /NUL/],
  ['with an empty part', 'a//b', /not a plain path/],
  ['with a “.” part', './a', /not a plain path/],
  ['that are empty', '', /no name/],
  ['with a part longer than Linux allows', `a/${'x'.repeat(256)}`, /longer than a path/],
  ['longer than Linux allows', 'dir/'.repeat(1001) + 'x', /longer than a path/],
  ['that are marked as UTF-8 but are not', Buffer.from([0x61, 0xff]), /marked as UTF-8/],
];

it.each(badNames)('names %s are refused', async (_, name, reason) => {
  const { entries, problems } = await listZipBytes(await scratch(), rawZip([{ name }, { name: 'good' }]));
  expect(problems).toEqual([expect.stringMatching(reason)]);
  expect(entries.map((entry) => entry.name)).toEqual(['good']);
});

const badEntries: [string, RawEntry, RegExp][] = [
  ['a symbolic link', { ...stored, mode: 0o120777 }, /"a.txt" is a symbolic link/],
  ['a device', { ...stored, mode: 0o020644 }, /neither a file nor a directory/],
  ['a FIFO', { ...stored, mode: 0o010644 }, /neither a file nor a directory/],
  ['an encrypted entry', { ...stored, flags: 0x0801 }, /is encrypted/],
  ['a strongly encrypted entry', { ...stored, flags: 0x0840 }, /is encrypted/],
  ['a masked header', { ...stored, flags: 0x2800 }, /is encrypted/],
  ['patch data', { ...stored, flags: 0x0820 }, /is a patch/],
  ['bzip2', { ...stored, both: { method: 12 } }, /method 12/],
  ['lzma', { ...stored, both: { method: 14 } }, /method 14/],
  ['zstd', { ...stored, both: { method: 93 } }, /method 93/],
  ['a stored entry with two sizes', { ...stored, both: { unpacked: 15 } }, /two sizes differ/],
  ['a directory with content', { ...stored, name: 'a/' }, /directory with content/],
  ['another name in the local header', { ...stored, local: { name: 'b.txt' } }, /different name/],
  ['a longer name in the local header', { ...stored, local: { name: 'a.txt2' } }, /different name/],
  ['another method in the local header', { ...stored, local: { method: 8 } }, /different compression method/],
  ['other flags in the local header', { ...stored, local: { flags: 0 } }, /different set of flags/],
  ['another CRC in the local header', { ...stored, local: { crc32: 1 } }, /different CRC-32/],
  ['zeros in the local header', { ...stored, local: { crc32: 0 } }, /different CRC-32/],
  ['another packed size in the local header', { ...stored, local: { compressed: 13 } }, /different size/],
  ['another size in the local header', { ...stored, local: { unpacked: 0 } }, /different size/],
  ['no local header', { ...stored, local: { signature: 0x12345678 } }, /no local header/],
  ['a local header beyond the file', { ...stored, central: { offset: 1 << 30 } }, /no local header/],
  ['an entry on another disk', { ...stored, central: { disk: 1 } }, /another file of a split zip/],
  ['a data descriptor that is not there', { ...stored, flags: 0x0808 }, /data descriptor/],
  [
    'a data descriptor that disagrees',
    {
      ...stored,
      flags: 0x0808,
      behind: Buffer.concat([uint32(0x08074b50), uint32(0), uint32(14), uint32(14)]),
    },
    /data descriptor/,
  ],
  [
    'a missing zip64 field',
    { ...stored, both: { unpacked: allOnes, extra: extraField(1) } },
    /lacks the zip64/,
  ],
  [
    'a truncated zip64 field',
    { ...stored, local: { unpacked: allOnes, extra: extraField(1, uint32(14)) } },
    /lacks the zip64/,
  ],
  [
    'two zip64 fields',
    { ...stored, both: { extra: Buffer.concat([extraField(1, uint64(1)), extraField(1, uint64(2))]) } },
    /damaged extra fields/,
  ],
  [
    'a truncated extra field',
    { ...stored, both: { extra: Buffer.from([1, 0, 9, 0]) } },
    /damaged extra fields/,
  ],
  [
    'a second name',
    { ...stored, both: { extra: extraField(0x7075, Buffer.from('\x01crc_b.txt')) } },
    /second, different name/,
  ],
  [
    'a second name in the local header only',
    { ...stored, local: { extra: extraField(0x7075, Buffer.from('\x01crc_b.txt')) } },
    /second, different name/,
  ],
  [
    '4 GiB',
    {
      ...stored,
      both: {
        unpacked: allOnes,
        compressed: allOnes,
        extra: extraField(1, uint64(2 ** 32), uint64(2 ** 32)),
      },
    },
    /4 GiB/,
  ],
];

it.each(badEntries)('%s is refused', async (_, entry, reason) => {
  const { entries, problems } = await listZipBytes(await scratch(), rawZip([entry, { name: 'good' }]));
  expect(problems).toEqual([expect.stringMatching(reason)]);
  expect(entries.map((found) => found.name)).toEqual(['good']);
});

const badZips: [string, RawZipOptions, RegExp][] = [
  [
    'bytes before its first entry',
    { before: Buffer.from('#!/bin/sh\n'), end: { offset: 42 } },
    /directory that is not where/,
  ],
  [
    'a wrong number of entries',
    { end: { entries: 3 } },
    /2 records in its directory, but its end record says 3/,
  ],
  ['a wrong offset of the directory', { end: { offset: 1 } }, /directory that is not where/],
  ['a wrong size of the directory', { end: { bytes: 1 } }, /directory that is not where/],
  ['bytes between directory and end', { beforeEnd: Buffer.from('x') }, /directory that is not where/],
  ['several disks', { end: { disk: 1 } }, /one part of a split zip/],
  ['a zip64 locator without a record', { beforeEnd: locator(7) }, /zip64 locator/],
  ['a second end in its comment', { comment: rawZip([]) }, /two end records/],
];

it.each(badZips)('a zip with %s is refused', async (_, options, reason) => {
  const zip = rawZip([{ name: 'a' }, { name: 'b' }], options);
  const { problems } = await listZipBytes(await scratch(), zip);
  expect(problems).toEqual([expect.stringMatching(reason)]);
});

it('entries that overlap each other or the directory are refused', async () => {
  const folder = await scratch();
  const inner = rawZip([{ name: 'inner', content: 'x'.repeat(50), method: 0 }]).subarray(0, 30 + 5 + 50);
  const nested = rawZip([
    { name: 'outer', content: inner, method: 0 },
    { name: 'inner', content: 'x'.repeat(50), method: 0, central: { offset: 30 + 5 } },
  ]);
  expect((await listZipBytes(folder, nested)).problems).toEqual(['"inner" overlaps "outer"']);
  const reaching = rawZip([{ ...stored, both: { compressed: 20, unpacked: 20 } }]);
  expect((await listZipBytes(folder, reaching)).problems).toEqual([
    '"a.txt" overlaps the directory of the zip',
  ]);
});

it('bytes after the end and duplicate names are refused', async () => {
  const folder = await scratch();
  const behind = Buffer.concat([rawZip([{ name: 'a' }]), Buffer.from('\n')]);
  expect((await listZipBytes(folder, behind)).problems).toEqual([expect.stringMatching(/no end record/)]);
  const twice = rawZip([
    { name: 'a', content: '1' },
    { name: 'a', content: '2' },
  ]);
  expect((await listZipBytes(folder, twice)).problems).toEqual(['"a" is in the zip twice']);
});

it('every problem of a zip is reported', async () => {
  const zip = rawZip([{ name: '../a' }, { name: 'b', mode: 0o120777 }, { name: 'c', flags: 0x0801 }]);
  const { entries, problems } = await listZipBytes(await scratch(), zip);
  expect(entries).toEqual([]);
  expect(problems).toHaveLength(3);
});
