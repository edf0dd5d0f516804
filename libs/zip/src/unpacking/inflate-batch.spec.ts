import { closeSync, fstatSync, openSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { type RawEntry, rawZip, temporaryFolders } from '@layerkit/testing-files';
import { listZipFile } from '../../test/list-zip.ts';
import { openWindow } from '../files/file-window.ts';
import { inflateBatch } from './inflate-batch.ts';

const scratch = temporaryFolders();

/** Returns the contents of a zip’s entries in order, each as text or as “damaged”. */
const inflate = async (path: string, entries = listZipFile(path).entries): Promise<readonly string[]> => {
  const fd = openSync(path, 'r');
  const file = openWindow(fd, fstatSync(fd).size);
  try {
    const { contents, release } = await inflateBatch(entries.map((packed) => ({ packed, open: () => file })));
    const texts = contents.map((content) => content?.toString('latin1') ?? 'damaged');
    release();
    return texts;
  } finally {
    closeSync(fd);
  }
};

const entry = fc.record({
  content: fc.oneof(
    fc.string({ maxLength: 50 }).map((text) => Buffer.from(text)),
    fc.integer({ min: 0, max: 140_000 }).map((length) => Buffer.alloc(length, 'q')),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  ),
  method: fc.constantFrom(0 as const, 8 as const),
  damaged: fc.boolean(),
});

it('every stored or deflated entry is unpacked, and damaged ones are reported', async () => {
  const path = join(await scratch(), 'made.zip');
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (entries) => {
      const raw = entries.map(({ content, method, damaged }, index): RawEntry => ({
        name: String(index),
        content,
        method,
        ...(damaged ? { both: { crc32: 1 } } : {}),
      }));
      await writeFile(path, rawZip(raw));
      const expected = entries.map(({ content, damaged }) =>
        damaged ? 'damaged' : content.toString('latin1'),
      );
      expect(await inflate(path)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it('an entry that unpacks to another size than recorded is damaged, and others are not', async () => {
  const path = join(await scratch(), 'made.zip');
  const content = 'x'.repeat(1000);
  await writeFile(
    path,
    rawZip([
      { name: 'a', content },
      { name: 'b', content, both: { unpacked: 999 } },
      { name: 'c', content },
      { name: 'd', content, both: { unpacked: 1001 } },
    ]),
  );
  expect(await inflate(path)).toEqual([content, 'damaged', content, 'damaged']);
});

it('a file that became shorter is reported as damage, not thrown', async () => {
  const path = join(await scratch(), 'made.zip');
  await writeFile(
    path,
    rawZip([
      { name: 'a', content: 'a' },
      { name: 'b', content: 'b'.repeat(99), method: 0 },
    ]),
  );
  const { entries } = listZipFile(path);
  await truncate(path, 60);
  expect(await inflate(path, entries)).toEqual(['a', 'damaged']);
});
