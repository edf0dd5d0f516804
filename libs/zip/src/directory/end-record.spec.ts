import { type RawZipOptions, rawZip, temporaryFolders, uint32, uint64 } from '@layerkit/testing-files';
import { listZipBytes } from '../../test/list-zip.ts';

const scratch = temporaryFolders();
const problemsOf = async (zip: Buffer): Promise<readonly string[]> =>
  (await listZipBytes(await scratch(), zip)).problems;

const entries = [{ name: 'a.txt', content: 'content' }];
const plain = rawZip(entries);
const endAt = plain.length - 22;
/** The true fields of the end record. */
const truth = {
  disks: [0, 0] as const,
  entriesHere: 1,
  entries: 1,
  bytes: plain.readUInt32LE(endAt + 12),
  offset: plain.readUInt32LE(endAt + 16),
};

interface Zip64 extends Partial<Omit<typeof truth, 'disks'>> {
  readonly disks?: readonly [number, number];
  readonly signature?: number;
  readonly size?: number;
  /** How far the locator misses the record. */
  readonly misses?: number;
  /** Bytes between the record and the locator. */
  readonly behind?: string;
}

/** Returns a zip with a zip64 end record, and the given fields in its plain end record. */
const zip64 = (wrong: Zip64 = {}, end: RawZipOptions['end'] = {}): Buffer => {
  const record = { ...truth, signature: 0x06064b50, size: 44, misses: 0, behind: '', ...wrong };
  return rawZip(entries, {
    beforeEnd: Buffer.concat([
      uint32(record.signature),
      uint64(record.size),
      Buffer.alloc(4),
      ...record.disks.map(uint32),
      ...[record.entriesHere, record.entries, record.bytes, record.offset].map(uint64),
      Buffer.from(record.behind),
      ...[uint32(0x07064b50), uint32(0), uint64(endAt + record.misses), uint32(1)],
    ]),
    end,
  });
};
/** A plain end record that leaves every field to the zip64 record. */
const allOnes = { entries: 0xffff, bytes: 0xffffffff, offset: 0xffffffff, disk: 0xffff };

it.each([
  ['with the same fields', {}],
  ['that leaves all fields to it', allOnes],
  ['that leaves the number of entries to it', { entries: 0xffff }],
  ['that leaves the size to it', { bytes: 0xffffffff }],
  ['that leaves the offset to it', { offset: 0xffffffff }],
])('a zip64 end record next to an end record %s is read', async (_, end) => {
  const { entries: found, problems } = await listZipBytes(await scratch(), zip64({}, end));
  expect([found.map(({ name }) => name), problems]).toEqual([['a.txt'], []]);
});

it.each<[string, Zip64]>([
  ['the number of entries', { entries: 2 }],
  ['the number of entries on this disk', { entriesHere: 2 }],
  ['the size of the directory', { bytes: truth.bytes + 1 }],
  ['the offset of the directory', { offset: truth.offset + 1 }],
  ['the number of the disk', { disks: [1, 0] }],
  ['the disk of the directory', { disks: [0, 1] }],
])('a zip64 end record that disagrees about %s is refused', async (_, wrong) => {
  expect(await problemsOf(zip64(wrong))).toEqual([
    'has a zip64 end record that disagrees with its end record',
  ]);
});

it.each<[string, Zip64]>([
  ['has another signature', { signature: 0x06064b51 }],
  ['has another size', { size: 45 }],
  ['is not at the place of the locator', { misses: 1 }],
  ['does not end at the locator', { behind: 'x' }],
])('a zip64 end record that %s is refused', async (_, wrong) => {
  expect(await problemsOf(zip64(wrong))).toEqual([
    'has a zip64 locator that does not point to a zip64 end record',
  ]);
});

it.each<[string, Zip64]>([
  ['has fewer entries on this disk', { entriesHere: 0 }],
  ['is on another disk', { disks: [1, 0] }],
  ['has its directory on another disk', { disks: [0, 1] }],
])('a zip that %s is refused', async (_, wrong) => {
  expect(await problemsOf(zip64(wrong, allOnes))).toEqual(['is one part of a split zip']);
});

it('a directory that does not end at its end record is refused, with both places', async () => {
  expect(await problemsOf(zip64({ offset: truth.offset + 1 }, allOnes))).toEqual([
    `has a directory that is not where the end record says: it would end at byte ${endAt + 1}, but the end record starts at byte ${endAt}`,
  ]);
});

it('the end record is found at the end of the file, whatever its comment contains', async () => {
  const comments = ['', 'PK\x05\x06', `PK\x05\x06${'\0'.repeat(16)}`, `${'\0'.repeat(30)}PK\x05\x06`];
  for (const comment of [...comments, 'x'.repeat(0xffff)])
    expect(await problemsOf(rawZip(entries, { comment }))).toEqual([]);
  expect(await problemsOf(rawZip([], { comment: 'of an empty zip' }))).toEqual([]);
});

it('a file without an end record, or with two, is refused', async () => {
  const missing = 'has no end record at its end: it is truncated, has bytes after its end, or is not a zip';
  for (const zip of [plain.subarray(0, -1), Buffer.concat([plain, Buffer.from('x')]), Buffer.alloc(22)])
    expect(await problemsOf(zip)).toEqual([missing]);
  expect(await problemsOf(rawZip(entries, { comment: rawZip([]) }))).toEqual([
    'has two end records that both end where the file ends',
  ]);
});
