import { closeSync, fstatSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { type PackedBytes, readZipFile } from '@layerkit/zip';
import { type FileWindow, openWindow } from '@layerkit/zip/files';
import { firstBytes } from './first-bytes.ts';
import { packedSource } from './packed-source.ts';

const scratch = temporaryFolders();

/** Bytes that differ everywhere and compress a little. */
const content = Buffer.alloc(1_200_000);
for (let at = 0; at < content.length; at += 4) content.writeUInt32LE(at, at);

const withEntries = async (
  use: (zip: FileWindow, entries: readonly PackedBytes[]) => Promise<void>,
): Promise<void> => {
  const path = join(await scratch(), 'made.zip');
  await writeFile(
    path,
    rawZip([
      { name: 'deflated', content },
      { name: 'stored', content, method: 0 },
      { name: 'small', content: content.subarray(0, 3000) },
      { name: 'empty', content: '' },
    ]),
  );
  const { entries } = readZipFile(path, () => undefined);
  const fd = openSync(path, 'r');
  try {
    await use(openWindow(fd, fstatSync(fd).size), entries);
  } finally {
    closeSync(fd);
  }
};

it('any part of an entry can be read in any order', () =>
  withEntries(async (zip, entries) => {
    const part = fc.tuple(fc.nat(1_250_000), fc.oneof(fc.nat(100), fc.nat(400_000)));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...entries),
        fc.array(part, { maxLength: 8 }),
        async (packed, parts) => {
          const source = packedSource(() => zip, packed);
          for (const [offset, length] of parts) {
            const within = offset + length <= packed.unpackedBytes;
            const expected = within ? content.subarray(offset, offset + length) : undefined;
            const found = await source.read(offset, length);
            expect(found === undefined).toBe(expected === undefined);
            if (found !== undefined && expected !== undefined) expect(found.equals(expected)).toBe(true);
          }
          source.close();
        },
      ),
      { numRuns: 150 },
    );
  }));

it('a source unpacks an entry again only a few times, and refuses reads outside the entry', () =>
  withEntries(async (zip, [packed]) => {
    if (packed === undefined) throw new Error('no entry');
    const source = packedSource(() => zip, packed);
    const answers: boolean[] = [];
    for (let turn = 0; turn < 30; turn += 1) {
      answers.push((await source.read(200_000, 10)) !== undefined);
      await source.read(1_100_000, 10);
    }
    expect(answers[5]).toBe(true);
    expect(answers.at(-1)).toBe(false);
    expect(await source.read(0, 1 << 30)).toBeUndefined();
    expect(await source.read(-1, 4)).toBeUndefined();
    expect(await source.read(Number.MAX_VALUE, 4)).toBeUndefined();
    source.close();
  }));

it('the first bytes are those of the content, with any compression', async () => {
  const path = join(await scratch(), 'made.zip');
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(0, 1, 6, 9),
      fc.constantFrom(0 as const, 8 as const),
      async (bytes, level, method) => {
        await writeFile(path, rawZip([{ name: 'a', content: Buffer.from(bytes), level, method }]));
        const [entry] = readZipFile(path, () => undefined).entries;
        const fd = openSync(path, 'r');
        const found = entry && firstBytes(openWindow(fd, fstatSync(fd).size), entry);
        closeSync(fd);
        expect(found?.length).toBeGreaterThanOrEqual(Math.min(8, bytes.length));
        expect(found?.equals(Buffer.from(bytes).subarray(0, found.length))).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

it('a source that is closed while it unpacks stops reading the zip', async () => {
  let reads = 0;
  await withEntries(async (zip, [packed]) => {
    if (packed === undefined) throw new Error('no entry');
    const copy: FileWindow['copy'] = (into, offset) => {
      reads += 1;
      return zip.copy(into, offset);
    };
    const source = packedSource(() => ({ ...zip, copy }), packed);
    expect(await source.read(100_000, 10)).toBeDefined();
    source.close();
  });
  const before = reads;
  await setTimeout(100);
  expect(reads).toBe(before);
});
