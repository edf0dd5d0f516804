import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { auditFolder, briefly } from '../../../test/audited-zip.ts';

const scratch = temporaryFolders();

/** Audits a zip of files that are all executable, except the named ones. */
const audit = async (files: Readonly<Record<string, string | Buffer>>, plain: readonly string[] = []) => {
  const folder = await writeTree(join(await scratch(), 'layer'), files);
  for (const path of Object.keys(files))
    await chmod(join(folder, path), plain.includes(path) ? 0o644 : 0o755);
  const { findings } = await auditFolder(folder);
  return { found: briefly(findings), messages: findings.map(({ message }) => message) };
};

const program = makeElf({ type: 2, isStatic: true });

it('an extension without the executable bit is an error, a program in bin/ a warning', async () => {
  const files = {
    'extensions/agent': '#!/bin/sh\n',
    'extensions/started': program,
    'bin/tool': program,
    'bin/script': '#!/usr/bin/env python3\n',
    'bin/notes.txt': 'no program',
  };
  expect((await audit(files)).found).toEqual([]);
  const { found, messages } = await audit(files, Object.keys(files));
  expect(found).toEqual([
    'error program/not-executable extensions/agent',
    'error program/not-executable extensions/started',
    'warning program/not-executable bin/script',
    'warning program/not-executable bin/tool',
  ]);
  expect(messages[0]).toContain('Extension.LaunchError');
});

it.each([
  '#!/usr/bin/perl -w',
  '#!/usr/local/bin/python',
  '#!/usr/bin/python3',
  '#!/usr/bin/env node',
  '#!/usr/bin/env -S python3.11 -u',
  '#!/var/lang/bin/python3.11',
  '#!python',
  '#!/Users/me/.venv/bin/python3',
])('an extension that starts with %s is an error', async (line) => {
  const { found, messages } = await audit({ 'extensions/agent': `${line}\nx\n` });
  expect(found).toEqual(['error program/interpreter extensions/agent']);
  expect(messages[0]).toMatch(/^needs the interpreter \S+, which python3\.12 does not have$/);
});

it.each([
  '#!/bin/bash -e',
  '#!/usr/bin/env python3',
  '#!/usr/bin/env -S PYTHONPATH=/opt/x python3.12 -u',
  '#!/var/lang/bin/python3.12',
  '#! /bin/sh',
  '#!/opt/own/interpreter',
  '#!/usr/bin/awk -f',
])('an extension that starts with %s may start', async (line) => {
  expect((await audit({ 'extensions/agent': `${line}\nx\n` })).found).toEqual([]);
});

it('an interpreter may be in bin/ of the layer', async () => {
  const files = { 'extensions/agent': '#!/usr/bin/env node\n', 'bin/node': program };
  expect((await audit(files)).found).toEqual([]);
});

it('Linux starts no script whose first line ends with CR LF', async () => {
  const script = '#!/bin/sh\r\nexit 0\n';
  const path = join(await scratch(), 'script');
  await writeFile(path, script, { mode: 0o755 });
  expect(spawnSync(path).error).toMatchObject({ code: 'ENOENT' });
  const { found, messages } = await audit({ 'bin/script': script });
  expect(found).toEqual(['warning program/interpreter bin/script']);
  expect(messages[0]).toBe(
    'ends its first line with CR LF, so Linux looks for an interpreter named "/bin/sh\\r"',
  );
});
