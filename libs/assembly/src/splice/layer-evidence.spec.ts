import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel } from '@layerkit/testing-packages';
import type { Wheel } from '@layerkit/wheels';
import { openStore } from '@layerkit/wheels/store';
import { mentionsNoteName } from '../pruning/evidence/mentions-note.ts';
import type { LayerPlan } from './layer-plan.ts';
import { planLayer } from './plan-layer.ts';

const scratch = temporaryFolders();

const kit = { 'kit/__init__.py': '', 'kit/tests/__init__.py': '', 'kit/tests/a.py': 'import other.test.b' };
const other = { 'other/__init__.py': '', 'other/test/b.py': '' };

/** Makes wheels and inserts them into a store, as downloads are. */
const stored = async (made: Readonly<Record<string, Readonly<Record<string, string>>>>) => {
  const folder = await scratch();
  const store = openStore({ directory: join(folder, 'store') });
  const wheels: Wheel[] = [];
  for (const [name, files] of Object.entries(made)) {
    const wheel = await makeWheel(folder, { name, files });
    const inserted = await store.insert(wheel, toStream(await readFile(wheel.path)));
    if ('stored' in inserted) wheels.push({ ...wheel, path: inserted.stored.path });
  }
  const notesOf = async (): Promise<string[]> => {
    const paths = await readdir(join(store.directory, 'wheels'), { recursive: true });
    return paths
      .filter((path) => path.endsWith(mentionsNoteName))
      .map((path) => join(store.directory, 'wheels', path));
  };
  return { wheels, notes: store.notes, notesOf };
};

const toStream = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
};

const prunedBy = (plan: LayerPlan): readonly string[] =>
  plan.pruned.flatMap(({ files }) => files.map(({ path }) => path));

it('the plan is the same with and without wheel facts, whichever layer they come from', async () => {
  const { wheels, notes, notesOf } = await stored({ kit, other });
  const mentions = { user: { 'user/__init__.py': 'import kit.tests' } };
  const { wheels: users } = await stored(mentions);
  for (const layer of [wheels, [...wheels, ...users], wheels.slice(1), wheels]) {
    const plain = await planLayer({ wheels: layer, prune: ['tests'] });
    expect(await planLayer({ wheels: layer, prune: ['tests'], notes })).toEqual(plain);
  }
  expect(await notesOf()).toHaveLength(2);
  const keeping = await planLayer({ wheels: [...wheels, ...users], prune: ['tests'], notes });
  expect(prunedBy(keeping)).toEqual([]);
});

it('stored wheel facts are used without searching the wheel again', async () => {
  const { wheels, notes } = await stored({ kit });
  const [wheel] = wheels;
  const text = JSON.stringify([['kit/__init__.py', [], [['kit.tests'], [], []]]]);
  await notes.keep(wheel?.sha256 ?? sha256Of(''), mentionsNoteName, text);
  expect(prunedBy(await planLayer({ wheels, prune: ['tests'], notes }))).toEqual([]);
  expect(prunedBy(await planLayer({ wheels, prune: ['tests'] }))).toHaveLength(2);
});

it.each([
  ['truncated', (path: string) => truncate(path, 70)],
  ['empty', (path: string) => writeFile(path, '')],
  ['longer', (path: string) => appendFile(path, ' ')],
])('wheel facts are written again if their file is %s', async (_, damage) => {
  const { wheels, notes, notesOf } = await stored({ kit, user: { 'user.py': 'import kit.tests' } });
  const sound = await planLayer({ wheels, prune: ['tests'], notes });
  const before = await Promise.all((await notesOf()).map((path) => readFile(path, 'utf8')));
  for (const path of await notesOf()) await damage(path);
  expect(await planLayer({ wheels, prune: ['tests'], notes })).toEqual(sound);
  expect(await Promise.all((await notesOf()).map((path) => readFile(path, 'utf8')))).toEqual(before);
});

it('no wheel facts are stored for a wheel that does not match the lock', async () => {
  const { wheels, notes, notesOf } = await stored({ kit });
  const wrong = wheels.map((wheel) => ({ ...wheel, sha256: sha256Of('another') }));
  const failure = await failureOf(planLayer({ wheels: wrong, prune: ['tests'], notes }));
  expect(failure).toMatchObject({ code: 'archive/invalid' });
  expect(await notesOf()).toEqual([]);
});

it('planning works without wheel facts if the store is not writable', async () => {
  const { wheels, notes, notesOf } = await stored({ kit });
  const nowhere = { ...notes, keep: openStore({ directory: join(await scratch(), 'file') }).notes.keep };
  await planLayer({ wheels, prune: ['tests'], notes: nowhere });
  expect(await notesOf()).toEqual([]);
});

it('the name of the wheel facts changes with the code that finds mentions', async () => {
  const sources = ['python-mentions.ts', 'test-word.ts', 'file-mentions.ts', 'file-evidence.ts'].map((file) =>
    readFile(new URL(`../pruning/evidence/${file}`, import.meta.url), 'utf8'),
  );
  const code = (await Promise.all(sources)).join('').replace(/\/\*\*[^]*?\*\/|\/\/.*|\s/g, '');
  // If this fails, raise the number in the name unless the mentions stay the same. Then update the digest.
  expect([mentionsNoteName, sha256Of(code)]).toEqual([
    'file-mentions-3',
    'f0692e06616500f543f838d9c8aa5d420105fd3087c761f2af2fc43f8c0f3b77',
  ]);
});
