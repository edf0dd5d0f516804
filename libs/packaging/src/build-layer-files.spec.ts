import { execFileSync } from 'node:child_process';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { indexServers, tinyWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

// Files of a layer beside python/.

const scratch = temporaryFolders();
const serve = indexServers();

const tree = {
  'native/lib/libx.so.1': Buffer.from('no library'),
  'tools/greet': '#!/bin/sh\necho hello\n',
  'tools/table.txt': 'a\n',
  'ext/watcher': '#!/usr/bin/env python3\n',
  'models/small.bin': Buffer.from([0, 1, 2]),
  'models/README.md': '# Models\n',
  'models/.DS_Store': '',
  'notes.txt': 'notes\n',
};

const files = {
  lib: 'native/lib',
  bin: 'tools',
  extensions: 'ext',
  'data/models': 'models',
  NOTES: 'notes.txt',
};

const build = async (fields: Readonly<Record<string, unknown>> = {}, content: object = tree) => {
  const folder = await scratch();
  const project = await lockedProject(folder, [], { files, ...fields });
  await writeTree(project.projectRoot, { ...content });
  return { ...(await buildLayer(project)), project };
};

/** The oracle: CPython’s zipfile. Returns the mode of each entry, by name, in the order of the zip. */
const modesIn = (zipPath: string): Readonly<Record<string, string>> => {
  const script =
    'import json, sys, zipfile\nwith zipfile.ZipFile(sys.argv[1]) as zip:\n assert zip.testzip() is None\n print(json.dumps({i.filename: oct(i.external_attr >> 16) for i in zip.infolist()}))';
  const modes: unknown = JSON.parse(execFileSync('python3', ['-c', script, zipPath]).toString());
  return { ...(typeof modes === 'object' ? modes : {}) };
};

it('files are at their places, sorted among the packages, with the modes of their places', async () => {
  const wheel = await tinyWheel({ project: 'one', files: { 'one.py': '' } });
  const server = await serve({ files: [wheel] });
  const folder = await scratch();
  const project = await lockedProject(folder, [wheel], { files: { ...files, zzz: 'notes.txt' } });
  await writeTree(project.projectRoot, tree);
  const env = { UV_DEFAULT_INDEX: server.url };
  const store = openStore({ directory: join(folder, 'store') });
  const { artifact } = await buildLayer({ ...project, store, env });
  const modes = modesIn(artifact.zipPath);
  expect(Object.keys(modes).filter((name) => !name.includes('.dist-info/'))).toEqual([
    'NOTES',
    'bin/greet',
    'bin/table.txt',
    'data/models/README.md',
    'data/models/small.bin',
    'extensions/watcher',
    'lib/libx.so.1',
    'python/one.py',
    'zzz',
  ]);
  const programs = Object.entries(modes).filter(([, mode]) => mode === '0o100755');
  expect(programs.map(([name]) => name)).toEqual(['bin/greet', 'bin/table.txt', 'extensions/watcher']);
  expect(artifact.manifest.files).toMatchObject({ files: 8, places: [...Object.keys(files), 'zzz'].sort() });
  expect(artifact.manifest.zip.entries).toBe(Object.keys(modes).length);
});

it('a layer may consist of files only, and its bytes do not depend on the modes of the host', async () => {
  const first = await build();
  const second = await build();
  const tool = join(second.project.projectRoot, 'models/small.bin');
  await chmod(tool, 0o755);
  const again = await buildLayer(second.project);
  expect(again.artifact.manifest.zip).toEqual(first.artifact.manifest.zip);
  expect(first.artifact.manifest.packages).toEqual([]);
});

it('only prune.exclude leaves files out, and a glob without a match is a warning', async () => {
  const exclude = ['data/models/*.md', 'bin/gone'];
  const { artifact, warnings } = await build({ prune: { rules: ['docs', 'tests'], exclude } });
  expect(Object.keys(modesIn(artifact.zipPath))).not.toContain('data/models/README.md');
  const { pruned, beforePruning, zip } = artifact.manifest;
  expect(pruned.find(({ rule }) => rule === 'exclude')?.files).toMatchObject([
    { path: 'data/models/README.md', package: 'files' },
  ]);
  expect(beforePruning.entries).toBe(zip.entries + 1);
  expect(warnings).toContain('prune.exclude: bin/gone matches no file');
});

it('a change of the files is the reason for the rebuild', async () => {
  const { project } = await build();
  await writeTree(project.projectRoot, { 'tools/table.txt': 'b\n', 'models/new.bin': '' });
  const { reason } = await buildLayer(project);
  expect(reason?.changes.files).toEqual({
    added: ['data/models/new.bin'],
    removed: [],
    changed: ['bin/table.txt'],
  });
});

it('the files are audited', async () => {
  const { artifact } = await build({}, { ...tree, 'tools/greet': '#!/usr/bin/perl\n' });
  expect(artifact.manifest.audit?.findings).toMatchObject([
    { code: 'program/interpreter', path: 'bin/greet' },
  ]);
});

it('one error lists every problem of the places', async () => {
  const places = {
    lib: 'gone',
    bin: 'tools',
    'bin/greet': 'notes.txt',
    data: 'notes.txt',
    'data/models': 'models',
    'Data/more': 'models',
    out: 'outside',
    empty: 'empty',
  };
  const folder = await scratch();
  const project = await lockedProject(folder, [], { files: places });
  await writeTree(project.projectRoot, { ...tree, 'empty/.DS_Store': '' });
  await symlink(await scratch(), join(project.projectRoot, 'outside'));
  await expect(buildLayer(project)).rejects.toThrowWithCode('source/invalid', {
    problems: [
      'lib: gone does not exist',
      'out: outside is a link to a path outside the project',
      'empty: empty contains no files',
      'bin/greet comes from two places',
      'data is a file in one place and a folder in another',
      'Data/ and data/ differ only in case',
    ],
    hint: 'Fix this, or change “files” in layer.json.',
  });
});

it('a folder that contains the output is refused', async () => {
  const folder = await scratch();
  const project = await lockedProject(folder, [], { files: { data: '.' } });
  await writeTree(project.projectRoot, tree);
  const outputRoot = join(project.projectRoot, 'dist');
  await expect(buildLayer({ ...project, outputRoot })).rejects.toThrowWithCode('source/invalid', {
    message: expect.stringContaining('data: . contains the output folder'),
  });
});
