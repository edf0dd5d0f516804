import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel } from '@layerkit/testing-packages';
import { openStore, type Wheel } from '@layerkit/wheels';
import { mentionsNoteName } from '../pruning/evidence/mentions-note.ts';
import type { LayerPlan } from './layer-plan.ts';
import { planLayer } from './plan-layer.ts';

const scratch = temporaryFolders();

const kit = { 'kit/__init__.py': '', 'kit/tests/__init__.py': '', 'kit/tests/a.py': 'import other.test.b' };
const other = { 'other/__init__.py': '', 'other/test/b.py': '' };

/** Wheels in a store: made, then taken in as a download is. */
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

it('plans the same with notes as without, from the first time on, whatever layer they were made in', async () => {
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

it('takes a note’s word: what it says is not looked up again', async () => {
  const { wheels, notes } = await stored({ kit });
  const [wheel] = wheels;
  const text = JSON.stringify([['kit/__init__.py', [], [['kit.tests'], [], []]]]);
  await notes.keep(wheel?.sha256 ?? sha256Of(''), mentionsNoteName, text);
  expect(prunedBy(await planLayer({ wheels, prune: ['tests'], notes }))).toEqual([]);
  expect(prunedBy(await planLayer({ wheels, prune: ['tests'] }))).toHaveLength(2);
});

it.each([
  ['cut off', (path: string) => truncate(path, 70)],
  ['empty', (path: string) => writeFile(path, '')],
  ['longer', (path: string) => appendFile(path, ' ')],
])('makes a note anew that is %s', async (_, damage) => {
  const { wheels, notes, notesOf } = await stored({ kit, user: { 'user.py': 'import kit.tests' } });
  const sound = await planLayer({ wheels, prune: ['tests'], notes });
  const before = await Promise.all((await notesOf()).map((path) => readFile(path, 'utf8')));
  for (const path of await notesOf()) await damage(path);
  expect(await planLayer({ wheels, prune: ['tests'], notes })).toEqual(sound);
  expect(await Promise.all((await notesOf()).map((path) => readFile(path, 'utf8')))).toEqual(before);
});

it('notes nothing of a wheel that is not the lock’s', async () => {
  const { wheels, notes, notesOf } = await stored({ kit });
  const wrong = wheels.map((wheel) => ({ ...wheel, sha256: sha256Of('another') }));
  const failure = await failureOf(planLayer({ wheels: wrong, prune: ['tests'], notes }));
  expect(failure).toMatchObject({ code: 'archive/invalid' });
  expect(await notesOf()).toEqual([]);
});

it('does without notes where the store can’t be written to', async () => {
  const { wheels, notes, notesOf } = await stored({ kit });
  const nowhere = { ...notes, keep: openStore({ directory: join(await scratch(), 'file') }).notes.keep };
  await planLayer({ wheels, prune: ['tests'], notes: nowhere });
  expect(await notesOf()).toEqual([]);
});

it('has another name for its notes when the code that finds mentions is another', async () => {
  const sources = ['python-mentions.ts', 'test-word.ts', 'file-mentions.ts', 'file-evidence.ts'].map((file) =>
    readFile(new URL(`../pruning/evidence/${file}`, import.meta.url), 'utf8'),
  );
  const code = (await Promise.all(sources)).join('').replace(/\/\*\*[^]*?\*\/|\/\/.*|\s/g, '');
  // Whoever sees this fail: raise the number in the name, then take the new digest.
  expect([mentionsNoteName, sha256Of(code)]).toEqual([
    'file-mentions-2',
    '4c49e69145a6d15309c8f8fe9a1de786f3c0d7296a1ebee946c0fab169008dad',
  ]);
});
