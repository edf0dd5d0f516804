import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeElf, makeWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { digestOfCode } from '../../test/digest-of-code.ts';
import { lockedProject } from '../../test/locked-project.ts';
import { buildLayer } from '../build-layer.ts';
import { binariesNoteName } from './wheel-binary-notes.ts';

const scratch = temporaryFolders();

const usual = { versions: { 'libc.so.6': ['GLIBC_2.17'] } };
const tooNew = { versions: { 'libc.so.6': ['GLIBC_2.99'] }, symbols: { memcpy: 'GLIBC_2.99' } };

/** Creates a locked project with a wheel of these files in a store. */
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

it('the audit finds the same with and without wheel facts, in this layer and the next', async () => {
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

it('headers from wheel facts fail the build like headers from the binary', async () => {
  const { build, notes } = await project({ [compiled]: makeElf(tooNew) });
  const first = await failureOf(build());
  expect(first).toMatchObject({ code: 'audit/failed', problems: [expect.stringContaining('GLIBC_2.99')] });
  expect(await notes()).toHaveLength(1);
  expect(await failureOf(build())).toEqual(first);
});

it('wheel facts count only for the bytes that they describe', async () => {
  const [sound, broken] = [
    await project({ [compiled]: makeElf(usual) }),
    await project({ [compiled]: makeElf(tooNew) }),
  ];
  await sound.build();
  const failure = await failureOf(broken.build());
  const said = (await broken.recall()) ?? '';
  // with the keys of the sound wheel’s bytes, the facts fail a sound build
  const [rows, lies] = [await sound.recall(), said].map(
    (text) => JSON.parse(text ?? '[]') as [string, unknown][],
  );
  await sound.keep(JSON.stringify(rows?.map(([key], at) => [key, lies?.[at]?.[1]])));
  expect(await failureOf(sound.build())).toEqual(failure);
  // with their own keys, they do not apply to it
  await sound.keep(said);
  await expect(sound.build()).resolves.toBeDefined();
});

it('no wheel facts are stored for damaged headers', async () => {
  const { build, notes } = await project({ [compiled]: makeElf(usual).subarray(0, 90) });
  expect((await failureOf(build())).code).toBe('audit/failed');
  expect(await notes()).toEqual([]);
});

it('the name of the wheel facts changes with the code that reads binaries', async () => {
  const libraries = join(import.meta.dirname, '..', '..', '..');
  const all = await Promise.all(
    ['binary-formats/src', 'audit/src/auditors/binaries/bytes'].map(async (folder) =>
      (await readdir(join(libraries, folder), { recursive: true })).map((file) => join(folder, file)),
    ),
  );
  const single = ['audit/src/subject/known-binaries.ts', 'audit/src/auditors/binaries/candidates.ts'];
  const files = [...single, ...all.flat()].filter((file) => /(?<!\.spec|index)\.ts$/.test(file));
  const code = await digestOfCode(files);
  // If this fails, raise the number in the name unless the headers stay the same. Then update the digest.
  expect([binariesNoteName({ runtime: 'python3.12', architecture: 'arm64' }), code]).toEqual([
    'binaries-2-python3.12-arm64',
    '9143885ae8b97a9372d68c7f831de9aeceb499c3cfc9a812dcc99871442c45a5',
  ]);
});
