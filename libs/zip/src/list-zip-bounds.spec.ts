import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manyNames, nestedEntries, rawZip, temporaryFolders, uint32, uint64 } from '@layerkit/testing-files';
import { listZipFile as listStrictly } from '../test/list-zip.ts';
import { listZipFile } from './list-zip-file.ts';

const scratch = temporaryFolders();

const zipFile = async (bytes: Buffer): Promise<string> => {
  const path = join(await scratch(), 'made.zip');
  await writeFile(path, bytes);
  return path;
};

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `python/f${String(at).padStart(6, '0')}.py`);

it('an entry with many names can be unpacked once', async () => {
  const path = await zipFile(manyNames(numbered(50), 'x'));
  const { entries, problems } = listZipFile(path);
  expect(entries).toHaveLength(50);
  expect(entries.filter(({ packed }) => packed !== undefined)).toHaveLength(1);
  expect(problems.filter(({ kind }) => kind === 'unreadable')).toHaveLength(49);
  expect(listStrictly(path).entries).toHaveLength(1);
});

it('of entries inside one another, only the outermost can be unpacked', async () => {
  const path = await zipFile(nestedEntries(numbered(20), Buffer.alloc(1000)));
  const { entries, problems } = listZipFile(path);
  expect(entries.filter(({ packed }) => packed !== undefined).map(({ name }) => name)).toEqual([
    'python/f000000.py',
  ]);
  expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['unreadable']));
});

/** Returns an empty zip whose zip64 end record says that it has entries. */
const sayingEntries = (entries: number): Buffer => {
  const end64 = Buffer.concat([
    uint32(0x06064b50),
    uint64(44),
    Buffer.alloc(12),
    uint64(entries),
    uint64(entries),
    uint64(0),
    uint64(0),
  ]);
  const locator = Buffer.concat([uint32(0x07064b50), uint32(0), uint64(0), uint32(1)]);
  return rawZip([], {
    beforeEnd: Buffer.concat([end64, locator]),
    end: { entries: 0xffff, bytes: 0, offset: 0 },
  });
};

it.each([
  ['65,536 entries', manyNames(numbered(65_536), 'x')],
  ['200,000 entries according to its end record', sayingEntries(200_000)],
  [
    'a directory of 33 MiB',
    rawZip([{ name: 'a' }], { beforeEnd: Buffer.alloc(33 << 20), end: { bytes: (33 << 20) + 47 } }),
  ],
])('a zip with %s is not read', async (_, bytes) => {
  const path = await zipFile(bytes);
  const { entries, problems } = listZipFile(path);
  expect(entries).toEqual([]);
  expect(problems).toEqual([
    { kind: 'unreadable', text: expect.stringMatching(/^has more than (65,535 entries|33,554,432 bytes)/) },
  ]);
  expect(listStrictly(path).problems).toEqual([problems[0]?.text]);
});

it.each(['\u0007', '\n', '\u001b', '\u007f', '\u009b', '\0'])(
  'a name with the control character %j is refused',
  async (character) => {
    const { problems } = listStrictly(await zipFile(rawZip([{ name: `a${character}b`, content: '' }])));
    expect(problems).toEqual([expect.stringMatching(/ has a (?:control character|NUL) in its name$/)]);
  },
);

it('a path in more folders than any real file has is refused', async () => {
  const [deep, deepest] = [47, 48].map((folders) =>
    rawZip([{ name: `${'a/'.repeat(folders)}b`, content: '' }]),
  );
  expect(listStrictly(await zipFile(deep ?? Buffer.alloc(0))).problems).toEqual([]);
  expect(listStrictly(await zipFile(deepest ?? Buffer.alloc(0))).problems).toHaveLength(1);
});
