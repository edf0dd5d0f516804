import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { type RawEntry, rawZip, temporaryFolders, uint32 } from '@layerkit/testing-files';
import { listZipFile } from '../../test/list-zip.ts';
import { findDamaged } from './find-damaged.ts';

const scratch = temporaryFolders();

const damagedIn = async (path: string): Promise<readonly string[]> => {
  const entries = listZipFile(path).entries.map((packed) => ({ name: packed.name, packed }));
  return (await findDamaged(path, entries)).map(({ name }) => name);
};

/** The entries that CPython’s zipfile can’t read in full. It accepts a stream without an end if nothing is missing. */
const damagedForPython = async (path: string): Promise<readonly string[]> => {
  const { stdout } = await promisify(execFile)('python3', ['-c', readAll, path]);
  return JSON.parse(stdout) as string[];
};

const readAll = `
import json, sys, zipfile, zlib
damaged = []
with zipfile.ZipFile(sys.argv[1]) as z:
    for info in z.infolist():
        try:
            if len(z.read(info)) != info.file_size: damaged.append(info.filename)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            damaged.append(info.filename)
print(json.dumps(damaged))`;

const content = fc.oneof(
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(1 << 20, (1 << 20) + 1, 3_000_000).map((length) => Buffer.alloc(length, 'layer')),
);

it('the entries whose content is damaged are those that CPython can’t read', async () => {
  const path = join(await scratch(), 'made.zip');
  const entry = fc.record({
    content,
    method: fc.constantFrom(0 as const, 8 as const),
    harm: fc.constantFrom('none', 'crc', 'cut'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 6 }), async (entries) => {
      const raw = entries.map(({ harm, ...made }, at): RawEntry => ({
        ...made,
        name: String(at),
        ...(harm === 'crc' && { both: { crc32: (crc32(made.content) ^ 1) >>> 0 } }),
        ...(harm === 'cut' && made.method === 8 && made.content.length > 0 && { both: { compressed: 1 } }),
      }));
      await writeFile(path, rawZip(raw));
      expect(await damagedIn(path)).toEqual(await damagedForPython(path));
    }),
    { numRuns: 25 },
  );
});

/** A deflated entry with this data, whatever it unpacks to. */
const withData = (name: string, data: Buffer, claimed: { crc32: number; unpacked: number }): RawEntry => ({
  name,
  content: data,
  method: 0,
  both: { method: 8, ...claimed },
});

const stream = (text: string): Buffer => deflateRawSync(Buffer.from(text));
const trailer = (text: string): Buffer =>
  Buffer.concat([uint32(crc32(Buffer.from(text))), uint32(text.length)]);
const memberHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

const text = 'x'.repeat(1000);
const claimed = { crc32: crc32(Buffer.from(text)), unpacked: text.length };
/** A stream without an end: a block of the 18 bytes between two members of a gzip file (RFC 1951, 3.2.4). */
const open = Buffer.from([0, 18, 0, 0xed, 0xff]);
const swallowed = Buffer.concat([Buffer.alloc(8), memberHeader, Buffer.from(text)]);

it.each<readonly [string, readonly RawEntry[], readonly string[]]>([
  [
    'a second gzip member in its data',
    [withData('a', Buffer.concat([stream(''), trailer(''), memberHeader, stream(text)]), claimed)],
    ['a'],
  ],
  [
    'zeros behind a complete member, which hide the entries after it',
    [
      withData('a', Buffer.concat([stream(text), trailer(text), Buffer.alloc(9)]), claimed),
      { name: 'b', content: '', both: { crc32: 5 } },
      { name: 'c', content: 'c', both: { crc32: 5 } },
    ],
    ['b', 'c'],
  ],
  [
    'a stream that goes on in the next entry and claims to be empty',
    [
      withData('a', open, { crc32: 0, unpacked: 0 }),
      withData('b', stream(text), { crc32: crc32(swallowed), unpacked: swallowed.length }),
    ],
    ['a', 'b'],
  ],
])('an entry with %s does not pass', async (_, entries, expected) => {
  const path = join(await scratch(), 'made.zip');
  const innocent = { name: 'z', content: 'z' };
  await writeFile(path, rawZip([{ name: '0', content: '0' }, ...entries, innocent]));
  expect(await damagedIn(path)).toEqual(expected);
});

it('a large entry that unpacks to more than it says is damaged', async () => {
  const path = join(await scratch(), 'made.zip');
  const large = Buffer.alloc(50_000_000);
  const first = large.subarray(0, 2_000_000);
  await writeFile(
    path,
    rawZip([{ name: 'a', content: large, both: { crc32: crc32(first), unpacked: first.length } }]),
  );
  expect(await damagedIn(path)).toEqual(['a']);
});
