import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { SystemCall } from '@layerkit/audit/subject';
import { temporaryFolders } from '@layerkit/testing-files';
import { makeWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { digestOfCode } from '../../test/digest-of-code.ts';
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
    recall: async () =>
      JSON.parse((await store.notes.recall(wheel.sha256, sourcesNoteName)) ?? '{}') as unknown,
    keep: (note: object) => store.notes.keep(wheel.sha256, sourcesNoteName, JSON.stringify(note)),
  };
};

const codesOf = async (build: () => Promise<LayerManifest>): Promise<readonly string[]> =>
  (await build()).audit?.findings.map(({ code }) => code) ?? [];

const call: SystemCall = { kind: 'library', names: ['libkitnative'], line: 2, atImport: true };
const paths = sha256Of(['python/kit/__init__.py', 'python/kit/native.py', 'python/kit/plain.py'].join('\n'));

it('the audit finds the same with and without known sources', async () => {
  const { build, recall } = await project();
  const first = await build();
  expect(first.audit?.findings).toContainEqual(
    expect.objectContaining({ code: 'system/missing-library', path: 'python/kit/native.py' }),
  );
  const note = { paths, calls: [['python/kit/native.py', [call]]] };
  expect(await recall()).toEqual(note);
  expect(await build()).toEqual(first);
  expect(await recall()).toEqual(note);
});

it('known sources are not read again', async () => {
  const { build, keep } = await project();
  await keep({ paths, calls: [] });
  expect(await codesOf(build)).not.toContain('system/missing-library');
});

it('the sources of a wheel are read again if the layer has other files of it', async () => {
  const { build, keep } = await project();
  await keep({ paths: sha256Of('python/kit/__init__.py'), calls: [] });
  expect(await codesOf(build)).toContain('system/missing-library');
});

it('the name of the known sources changes with the code that finds calls', async () => {
  const folder = 'audit/src/auditors';
  const system = ['calls-in', 'find-system-calls', 'system-names'];
  const python = ['logical-lines', 'runs-at-import', 'source-pieces'];
  const code = await digestOfCode([
    ...system.map((file) => `${folder}/system/${file}.ts`),
    ...python.map((file) => `${folder}/metadata/lookups/${file}.ts`),
  ]);
  // If this fails, raise the number in the name unless the calls stay the same. Then update the digest.
  expect([sourcesNoteName, code]).toEqual([
    'sources-2',
    'c050ced163896f64aaa50e6ff46d72546ec079cbbedb1be912e9537b769c8056',
  ]);
});
