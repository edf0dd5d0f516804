import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkUploadedCode } from '../src/uploaded-code/check-uploaded-code.ts';
import { makeZip } from './support/zips.ts';

const python = process.platform === 'win32' ? 'python' : 'python3';

const readableZips = join(import.meta.dirname, 'readable_zips.py');

/** Returns the names of the zips that CPython's zipfile reads completely, including checksums. */
const readableByPython = async (folder: string): Promise<ReadonlySet<string>> => {
  const { stdout } = await promisify(execFile)(python, [readableZips, folder]);
  return new Set(JSON.parse(stdout) as string[]);
};

/**
 * Returns the offsets where CPython refuses changes that don't affect the content: the version needed by an
 * entry, the size of the directory, which follows from its offset (APPNOTE.TXT 4.3.12 and 4.3.16), and, since
 * CPython's 2024 releases, the start of a file without content.
 */
const idlePlaces = (zip: Buffer): ReadonlySet<number> => {
  const end = zip.length - 22;
  const places = new Set([12, 13, 14, 15].map((offset) => end + offset));
  for (let entry = zip.readUInt32LE(end + 16); entry < end; entry += entryLength(zip, entry)) {
    for (const place of [entry + 6, entry + 7, ...emptyExtra(zip, entry)]) places.add(place);
  }
  return places;
};

const emptyExtra = (zip: Buffer, entry: number): readonly number[] => {
  const local = zip.readUInt32LE(entry + 42);
  return zip.readUInt32LE(entry + 24) === 0 ? [local + 28, local + 29] : [];
};

const entryLength = (zip: Buffer, entry: number): number =>
  46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);

const accepts = (zip: Buffer): Promise<boolean> =>
  checkUploadedCode(zip).then(
    () => true,
    () => false,
  );

const changeByte = (zip: Buffer, place: number): Buffer => {
  const copy = Buffer.from(zip);
  copy[place] = (copy[place] ?? 0) ^ 0x55;
  return copy;
};

it('a zip with a changed byte is accepted only if CPython can read it', async () => {
  const text = 'def handler(event, context):\n    return 42\n';
  const zips = [
    await makeZip({ 'python/a.py': text.repeat(20), 'python/b/c.py': text, empty: '' }),
    await makeZip({ 'python/a.py': text, 'x.bin': Buffer.from([1, 2, 3]) }, { store: true }),
  ];
  const changed = zips.flatMap((zip) => {
    const idle = idlePlaces(zip);
    return [...zip.keys()].filter((place) => !idle.has(place)).map((place) => changeByte(zip, place));
  });
  const folder = await mkdtemp(join(tmpdir(), 'check-uploaded-code-'));
  await Promise.all(changed.map((zip, index) => writeFile(join(folder, String(index)), zip)));
  const readable = await readableByPython(folder);
  await rm(folder, { recursive: true });
  const taken = await Promise.all(changed.map(accepts));
  const wronglyTaken = taken.flatMap((accepted, index) =>
    accepted && !readable.has(String(index)) ? [index] : [],
  );
  expect(wronglyTaken).toEqual([]);
  // The test is meaningful only if both kinds occur.
  expect(taken.filter(Boolean).length).toBeGreaterThan(20);
  expect(taken.filter((accepted) => !accepted).length).toBeGreaterThan(100);
});

it('the unpacked size is the sum of the file sizes', async () => {
  expect(await checkUploadedCode(await makeZip({ a: 'x'.repeat(1000), b: 'y' }))).toBe(1001);
});
