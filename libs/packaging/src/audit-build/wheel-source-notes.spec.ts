import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { makeWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../../test/locked-project.ts';
import { buildLayer } from '../build-layer.ts';
import { sourcesNoteName } from './wheel-source-notes.ts';

const scratch = temporaryFolders();

/** Creates a locked project with a wheel that loads a library, and a store that has it. */
const project = async () => {
  const folder = await scratch();
  const wheel = await makeWheel(folder, {
    name: 'kit',
    files: {
      'kit/__init__.py': '',
      'kit/plain.py': 'VALUE = 1',
      'kit/native.py': 'from ctypes import CDLL\nlib = CDLL("libkitnative.so.3")',
    },
  });
  const bytes = await readFile(wheel.path);
  const store = openStore({ directory: join(folder, 'store') });
  await store.insert(
    wheel,
    (async function* () {
      yield await Promise.resolve(bytes);
    })(),
  );
  const locked = await lockedProject(folder, [{ project: 'kit', fileName: wheel.fileName, bytes }]);
  return {
    build: async () => (await buildLayer({ ...locked, store, offline: true })).artifact.manifest,
    recall: () => store.notes.recall(wheel.sha256, sourcesNoteName),
    keep: (paths: readonly string[]) =>
      store.notes.keep(wheel.sha256, sourcesNoteName, JSON.stringify(paths)),
  };
};

const plain = ['python/kit/__init__.py', 'python/kit/plain.py'];

it('the audit finds the same with and without known sources, and knows those without a call', async () => {
  const { build, recall } = await project();
  const first = await build();
  expect(first.audit?.findings).toContainEqual(
    expect.objectContaining({ code: 'system/missing-library', path: 'python/kit/native.py' }),
  );
  expect(JSON.parse((await recall()) ?? '[]')).toEqual(plain);
  expect(await build()).toEqual(first);
  expect(JSON.parse((await recall()) ?? '[]')).toEqual(plain);
});

it('known sources are not read again', async () => {
  const { build, keep } = await project();
  await keep([...plain, 'python/kit/native.py']);
  expect((await build()).audit?.findings.map(({ code }) => code)).not.toContain('system/missing-library');
});
