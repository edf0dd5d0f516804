import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact';
import { extensionSuffixes, runtimes } from '@layerkit/platform-resolution';
import { failureOf } from '../../../test/failure-of.ts';
import { lockedProject } from '../../../test/locked-project.ts';
import { makeElf } from '../../../test/make-elf.ts';
import { makeWheel } from '../../../test/make-wheel.ts';
import { scratchFolders } from '../../../test/scratch.ts';
import { buildLayer } from '../../build-layer.ts';
import { openStore } from '../../store/wheel-store.ts';
import { parseExtensionName } from './extension-name.ts';
import { binariesNoteName } from './wheel-binary-notes.ts';

const scratch = scratchFolders();

const usual = { versions: { 'libc.so.6': ['GLIBC_2.17'] } };
const tooNew = { versions: { 'libc.so.6': ['GLIBC_2.99'] }, symbols: { memcpy: 'GLIBC_2.99' } };

/** A locked project whose wheel, with these files, is in a store. */
const project = async (files: Readonly<Record<string, string | Buffer>>) => {
  const folder = await scratch();
  const wheel = await makeWheel(folder, {
    name: 'kit',
    files: { 'kit/__init__.py': '' },
    entries: Object.entries(files).map(([name, content]) => ({ name, content })),
  });
  const bytes = await readFile(wheel.path);
  const store = openStore({ directory: join(folder, 'store') });
  await store.insert(wheel, toStream(bytes));
  const locked = await lockedProject(folder, [{ project: 'kit', fileName: wheel.fileName, bytes }]);
  const name = binariesNoteName(locked.target);
  return {
    build: () => buildLayer({ ...locked, store, offline: true }),
    notes: async () =>
      (await readdir(store.directory, { recursive: true })).filter((path) => path.endsWith(name)),
    recall: () => store.notes.recall(wheel.sha256, name),
    keep: (text: string) => store.notes.keep(wheel.sha256, name, text),
  };
};

const toStream = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
};

const compiled = 'kit/_kit.cpython-312-x86_64-linux-gnu.so';
const library = 'kit/libs/libkit.so.1';

it('finds the same with notes as without, in a layer and in the next', async () => {
  const { build, recall } = await project({
    [compiled]: makeElf(usual),
    [library]: makeElf({ needed: ['libnone.so.7'] }),
    'kit/table.dat': 'no binary '.repeat(9),
  });
  const first = await build();
  expect(first.artifact.manifest.audit?.findings.map(({ code }) => code)).toContain('binary/missing-library');
  expect(JSON.parse((await recall()) ?? '[]')).toHaveLength(3);
  expect((await build()).artifact.manifest).toEqual(first.artifact.manifest);
});

it('fails the build by what a note says, as by what it reads', async () => {
  const { build, notes } = await project({ [compiled]: makeElf(tooNew) });
  const first = await failureOf(build());
  expect(first).toMatchObject({ code: 'audit/failed', problems: [expect.stringContaining('GLIBC_2.99')] });
  expect(await notes()).toHaveLength(1);
  expect(await failureOf(build())).toEqual(first);
});

it('takes a note’s word for the bytes it is of, and for no others', async () => {
  const [sound, broken] = [
    await project({ [compiled]: makeElf(usual) }),
    await project({ [compiled]: makeElf(tooNew) }),
  ];
  await sound.build();
  const failure = await failureOf(broken.build());
  const said = (await broken.recall()) ?? '';
  // Under the keys of the sound wheel’s bytes it would fail a sound build
  const [rows, lies] = [await sound.recall(), said].map(
    (text) => JSON.parse(text ?? '[]') as [string, unknown][],
  );
  await sound.keep(JSON.stringify(rows?.map(([key], at) => [key, lies?.[at]?.[1]])));
  expect(await failureOf(sound.build())).toEqual(failure);
  // Under its own keys it says nothing of them
  await sound.keep(said);
  await expect(sound.build()).resolves.toBeDefined();
});

it('notes nothing of damaged headers', async () => {
  const { build, notes } = await project({ [compiled]: makeElf(usual).subarray(0, 90) });
  expect((await failureOf(build())).code).toBe('audit/failed');
  expect(await notes()).toEqual([]);
});

it('has another name for its notes when the code that reads binaries is another', async () => {
  const folders = ['elf', 'mach-o', 'pe', 'bytes'];
  const here = ['bare-headers.ts', 'binary-facts.ts', 'binary-format.ts', 'binary-notes.ts', 'candidates.ts'];
  const single = [...here, 'extension-name.ts', 'read-binary.ts', 'reading-for.ts', 'version-order.ts'];
  const inFolders = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(import.meta.dirname, folder))).map((file) => join(folder, file)),
    ),
  );
  const files = [...single, ...inFolders.flat()].filter((file) => !file.endsWith('.spec.ts')).sort();
  const sources = await Promise.all(files.map((file) => readFile(join(import.meta.dirname, file), 'utf8')));
  const code = sources.join('').replace(/^import[^;]*;|\/\*\*[^]*?\*\/|\/\/.*|\s/gm, '');
  // Whoever sees this fail: raise the number in the name, then take the new digest.
  expect([binariesNoteName({ runtime: 'python3.12', architecture: 'arm64' }), sha256Of(code)]).toEqual([
    'binaries-2-python3.12-arm64',
    '67bc12dca8d8e7691e4d3f15119359f6dd0676f943fe4eae541bf5e9ab82727d',
  ]);
});

test('the name of a module that any runtime imports is known as one', () => {
  for (const runtime of runtimes)
    for (const suffix of extensionSuffixes({ runtime, architecture: 'arm64' }))
      expect(parseExtensionName(`a/_m${suffix}`)).toEqual({
        module: '_m',
        ...(suffix === '.so' ? {} : { tag: suffix.slice(1, -'.so'.length) }),
      });
});

test('a module of the stable ABI may have a platform in its name, as from Python 3.15 on', () => {
  const tag = 'abi3-x86_64-linux-gnu';
  expect(parseExtensionName(`a/_m.${tag}.so`)).toEqual({ module: '_m', tag });
});
