import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import {
  extraField,
  type RawEntry,
  rawZip,
  temporaryFolders,
  uint32,
  uint64,
  writeTree,
} from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { openWindow } from './files/file-window.ts';
import { withInputFile } from './files/input-file.ts';
import { listZip, type ZipListing } from './list-zip.ts';
import { formatZipProblem, type ZipProblemKind } from './format/zip-problem.ts';

const run = promisify(execFile);
const scratch = temporaryFolders();

const list = (path: string): ZipListing =>
  withInputFile(path, (fd, file) => listZip(openWindow(fd, file.bytes)));

const listBytes = async (bytes: Buffer): Promise<ZipListing> => {
  const path = join(await scratch(), 'made.zip');
  await writeFile(path, bytes);
  return list(path);
};

/** Lists names, sizes and modes with CPython’s zipfile. */
const asPythonLists = (path: string) =>
  python(
    `import json, sys, zipfile
print(json.dumps([[i.filename, i.file_size, i.external_attr >> 16] for i in zipfile.ZipFile(sys.argv[1]).infolist()]))`,
    path,
  );

const brief = ({ entries }: ZipListing) =>
  entries.map(({ name, unpackedBytes, mode }) => [name, unpackedBytes, mode]);
const kinds = ({ problems }: ZipListing) => problems.map(({ kind }) => kind);

const tolerated: Record<string, string> = {
  'bytes before it': 'b"#!/bin/sh\\n" * 50 + z',
  'bytes after it': 'z + b"\\n" * 10',
  'bytes before and after it': 'b"junk" + z + b"junk"',
};

it.each(Object.entries(tolerated))(
  'a zip with %s is listed as Python lists it, and reported as ambiguous',
  async (_, edit) => {
    const path = join(await scratch(), 'made.zip');
    await python(
      `import io, json, sys, zipfile
b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as f:
    for n in ["python/", "python/a.py", "python/b.py"]: f.writestr(n, n * 20 if n[-1] != "/" else "")
z = b.getvalue()
open(sys.argv[1], "wb").write(${edit})
print(json.dumps(None))`,
      path,
    );
    const listing = list(path);
    expect(brief(listing)).toEqual(await asPythonLists(path));
    expect(kinds(listing)).toEqual(['ambiguous']);
    expect(listing.entries.every(({ packed }) => packed !== undefined)).toBe(true);
  },
);

it('streamed and zip64 zips are listed without problems', async () => {
  const folder = await scratch();
  const [streamed, zip64] = [join(folder, 'streamed.zip'), join(folder, 'zip64.zip')];
  await writeTree(folder, { 'tree/a.py': 'x = 1\n'.repeat(100), 'tree/ü.py': 'y = 2\n' });
  await run('sh', ['-c', 'zip -q -r - tree > "$0"', streamed], { cwd: folder });
  await python(
    `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    with z.open("python/big.bin", "w", force_zip64=True) as f: f.write(b"x" * 1000)
print(json.dumps(None))`,
    zip64,
  );
  expect(kinds(list(streamed))).toEqual([]);
  expect(list(streamed).entries.map(({ name }) => name)).toContain('tree/ü.py');
  expect(list(zip64)).toMatchObject({
    problems: [],
    entries: [{ name: 'python/big.bin', unpackedBytes: 1000 }],
  });
});

it('an encrypted entry is listed and reported as unreadable', async () => {
  const folder = await writeTree(await scratch(), { 'python/a.py': 'secret = 1\n' });
  await run('zip', ['-q', '-r', '-D', '-P', 'password', 'made.zip', 'python'], { cwd: folder });
  const { entries, problems } = list(join(folder, 'made.zip'));
  expect(entries).toMatchObject([{ name: 'python/a.py', packed: undefined }]);
  expect(problems.map(formatZipProblem)).toEqual(['"python/a.py" is encrypted']);
});

const stored = { name: 'a.txt', content: 'stored content', method: 0 } as const;
interface Odd {
  readonly what: string;
  readonly entry: RawEntry;
  readonly kind: ZipProblemKind;
  readonly readable?: false;
}

const odd: readonly Odd[] = [
  { what: 'a symbolic link', entry: { ...stored, mode: 0o120777 }, kind: 'symlink' },
  { what: 'a pipe', entry: { ...stored, mode: 0o010644 }, kind: 'special' },
  { what: 'a backslash', entry: { ...stored, name: 'python\\a.py' }, kind: 'path' },
  { what: 'an absolute path', entry: { ...stored, name: '/etc/passwd' }, kind: 'path' },
  { what: 'a second name', entry: { ...stored, local: { name: 'b.txt' } }, kind: 'ambiguous' },
  { what: 'bzip2', entry: { ...stored, both: { method: 12 } }, kind: 'unreadable', readable: false },
  {
    what: 'no local header',
    entry: { ...stored, local: { signature: 0x12345678 } },
    kind: 'unreadable',
    readable: false,
  },
];

it.each(odd)(
  'an entry with $what is listed with its problem and, if readable, its content',
  async ({ entry, kind, readable = true }) => {
    const listing = await listBytes(rawZip([entry, { name: 'good' }]));
    expect(kinds(listing)).toEqual([kind]);
    expect(listing.entries.map(({ packed }) => packed !== undefined)).toEqual([readable, true]);
  },
);

it('a file that no reader can list has only problems', async () => {
  const locator = Buffer.concat([uint32(0x07064b50), uint32(0), uint64(7), uint32(1)]);
  const zips = [
    Buffer.from('no zip at all'),
    Buffer.alloc(0),
    rawZip([stored]).subarray(0, 60),
    rawZip([stored], { end: { offset: 1 << 20 }, beforeEnd: locator }),
  ];
  for (const zip of zips)
    expect(await listBytes(zip)).toEqual({
      entries: [],
      problems: [expect.objectContaining({ kind: 'unreadable' })],
    });
});

it('listing a damaged zip never throws', async () => {
  const path = join(await scratch(), 'damaged.zip');
  const zip = rawZip([
    stored,
    { name: 'python/b.py', content: 'x = 1\n'.repeat(50), both: { extra: extraField(1, uint64(1)) } },
  ]);
  const at = fc.nat(zip.length - 1);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(at, fc.nat(255)), { minLength: 1 }), at, async (edits, cut) => {
      const damaged = Buffer.from(zip);
      for (const [place, value] of edits) damaged[place] = value;
      await writeFile(path, cut % 3 === 0 ? damaged.subarray(0, cut) : damaged);
      const { entries, problems } = list(path);
      expect(entries.length + problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
