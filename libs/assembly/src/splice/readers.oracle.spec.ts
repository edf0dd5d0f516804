import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import { temporaryFolders } from '@layerkit/testing-files';
import { hasProgram, python } from '@layerkit/testing-host';
import { makeWheel } from '@layerkit/testing-packages';
import { spliceFrom } from '../../test/splice-from.ts';

const scratch = temporaryFolders();
const run = promisify(execFile);

/** Names that never differ only in case. Another test covers those that do. */
const part = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}[a-z0-9_]$/),
  fc.constantFrom('ünder', '日本', 'ж_1', '\u{1d11e}', 'with space', "quo'te", '$(x)', 'a&b', '[0]', '-n'),
);

const content = fc.oneof(
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(150_000).map((length) => Buffer.alloc(length, 'layer ')),
);

const file = fc.record({
  folders: fc.array(part, { maxLength: 3 }),
  name: part,
  content,
  method: fc.constantFrom(0 as const, 8 as const),
  mode: fc.constantFrom(0, 0o100644, 0o100755, 0o100600, 0o100111),
});

/** Wheels whose first folders have numbers, so that no path is both a file and a folder. */
const wheels = fc
  .array(fc.array(file, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.map((files, wheel) =>
      files.map(({ folders, name, ...rest }, index) => ({
        ...rest,
        name: [`${wheel}.${index}`, ...folders, name].join('/'),
      })),
    ),
  );

type Tree = Readonly<Record<string, string>>;

const digests = (entries: readonly (readonly [string, Buffer])[]): Tree =>
  Object.fromEntries(entries.map(([path, bytes]) => [path, sha256Of(bytes)]));

const folderTree = async (root: string): Promise<Tree> => {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return digests(
    await Promise.all(
      paths.map(
        async (path) => [path.slice(root.length + 1).replaceAll(sep, '/'), await readFile(path)] as const,
      ),
    ),
  );
};

const zipfile = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist()}))`;

type Arguments = (zip: string, into: string) => readonly string[];

/** Unpacks with a program into a folder, in a locale that allows all names. */
const readWith =
  (program: string, args: Arguments) =>
  async (zip: string): Promise<Tree> => {
    const into = join(await scratch(), 'tree');
    await mkdir(into);
    await run(program, [...args(zip, into)], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    return folderTree(into);
  };

const readers: readonly (readonly [string, ((zip: string) => Promise<Tree>) | undefined])[] = [
  ['CPython’s zipfile', async (zip) => (await python(zipfile, zip)) as Tree],
  [
    'unzip',
    hasProgram('unzip', '-v') ? readWith('unzip', (zip, into) => ['-q', zip, '-d', into]) : undefined,
  ],
  [
    'bsdtar',
    hasProgram('bsdtar') ? readWith('bsdtar', (zip, into) => ['-x', '-f', zip, '-C', into]) : undefined,
  ],
];

describe.each(readers)('%s', (name, read) => {
  const whereItIs = read === undefined ? it.skip : it;
  whereItIs(
    `reads the contents of the wheels from any layer${read ? '' : ` (NOT TESTED: no ${name} here)`}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(wheels, async (all) => {
          const folder = await scratch();
          const made = await Promise.all(
            all.map((entries, index) => makeWheel(folder, { name: `wheel-${index}`, entries })),
          );
          const { path } = await spliceFrom(folder, made);
          const tree = Object.entries((await read?.(path)) ?? {});
          const own = tree.filter(([entry]) => !entry.includes('.dist-info/'));
          const expected = all.flat().map((entry) => [`python/${entry.name}`, entry.content] as const);
          expect(Object.fromEntries(own)).toEqual(digests(expected));
          expect(tree).toHaveLength(expected.length + 3 * made.length);
        }),
        { numRuns: 25 },
      );
    },
  );
});
