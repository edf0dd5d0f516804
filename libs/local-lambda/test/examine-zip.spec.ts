import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { examineZip } from '../src/archives/examine-zip.ts';
import { makeZip } from './support/zips.ts';

const python = process.platform === 'win32' ? 'python' : 'python3';

const readableZips = join(import.meta.dirname, 'readable_zips.py');

/** Which of the zips CPython's zipfile reads to the end, checksums included. */
const readableByPython = async (folder: string): Promise<ReadonlySet<string>> => {
  const { stdout } = await promisify(execFile)(python, [readableZips, folder]);
  return new Set(JSON.parse(stdout) as string[]);
};

/**
 * Where CPython refuses what says nothing about the content: the version an entry wants, the directory's
 * size, which follows from its place (APPNOTE.TXT 4.3.12 and 4.3.16), and, from its 2024 releases on, where a
 * file without content would begin.
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
  examineZip(zip).then(
    () => true,
    () => false,
  );

const changeByte = (zip: Buffer, place: number): Buffer => {
  const copy = Buffer.from(zip);
  copy[place] = (copy[place] ?? 0) ^ 0x55;
  return copy;
};

it('a zip with any byte changed is only taken when CPython can read it too', async () => {
  const text = 'def handler(event, context):\n    return 42\n';
  const zips = [
    await makeZip({ 'python/a.py': text.repeat(20), 'python/b/c.py': text, empty: '' }),
    await makeZip({ 'python/a.py': text, 'x.bin': Buffer.from([1, 2, 3]) }, { store: true }),
  ];
  const changed = zips.flatMap((zip) => {
    const idle = idlePlaces(zip);
    return [...zip.keys()].filter((place) => !idle.has(place)).map((place) => changeByte(zip, place));
  });
  const folder = await mkdtemp(join(tmpdir(), 'examine-zip-'));
  await Promise.all(changed.map((zip, index) => writeFile(join(folder, String(index)), zip)));
  const readable = await readableByPython(folder);
  await rm(folder, { recursive: true });
  const taken = await Promise.all(changed.map(accepts));
  const wronglyTaken = taken.flatMap((accepted, index) =>
    accepted && !readable.has(String(index)) ? [index] : [],
  );
  expect(wronglyTaken).toEqual([]);
  // Both kinds must be among them, or the test would say nothing.
  expect(taken.filter(Boolean).length).toBeGreaterThan(20);
  expect(taken.filter((accepted) => !accepted).length).toBeGreaterThan(100);
});

it('sizes are those of the files', async () => {
  expect(await examineZip(await makeZip({ a: 'x'.repeat(1000), b: 'y' }))).toBe(1001);
});
