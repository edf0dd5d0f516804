import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeWheel } from '@layerkit/testing-packages';
import { temporaryFolders } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { spliceFrom } from '../../test/splice-from.ts';

const scratch = temporaryFolders();
const run = promisify(execFile);

/** Prints digest and x bit by path: of a folder, and of a zip below python/. */
const listTree = `
import hashlib, json, os, sys
root = sys.argv[1]
print(json.dumps({os.path.relpath(os.path.join(at, f), root).replace(os.sep, '/'):
  [hashlib.sha256(open(os.path.join(at, f), 'rb').read()).hexdigest(), bool(os.stat(os.path.join(at, f)).st_mode & 0o111)]
  for at, _, files in os.walk(root) for f in files}))`;
const listLayer = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps({i.filename[7:]: [hashlib.sha256(z.read(i)).hexdigest(), bool(i.external_attr >> 16 & 0o111)] for i in z.infolist()}))`;

/** Files that pip generates or rewrites. */
const installersOwn = /^(?:bin|include)\/|\.dist-info\/(?:INSTALLER|RECORD|REQUESTED|direct_url\.json)$/;

it('a layer has the files of pip install --target, except scripts, headers and installers’ files', async () => {
  const folder = await scratch();
  const wheels = [
    await makeWheel(folder, {
      name: 'alpha-kit',
      version: '2.0',
      files: {
        'alpha/__init__.py': 'x = 1\n',
        'alpha/old.pyc': 'shipped',
        'alpha_kit-2.0.data/purelib/alpha/pure.py': 'pure = 1\n',
        'alpha_kit-2.0.data/platlib/alpha/plat.py': 'plat = 1\n',
        'alpha_kit-2.0.data/data/share/man/man1/alpha.1': 'manual',
        'alpha_kit-2.0.data/data/etc/alpha.conf': 'conf',
        'alpha_kit-2.0.data/scripts/alpha-script': '#!python\nprint(1)\n',
        'alpha_kit-2.0.data/headers/alpha.h': '#define ALPHA',
        'alpha_kit-2.0.dist-info/entry_points.txt': '[console_scripts]\nalpha = alpha:main\n',
        'alpha_kit-2.0.dist-info/top_level.txt': 'alpha\n',
        'alpha_kit-2.0.dist-info/licenses/LICENSE': 'MIT',
      },
      entries: [
        { name: 'alpha/tool', content: '#!/bin/sh\n', mode: 0o100755 },
        { name: 'alpha/tests/', method: 0, mode: 0o040755 },
        { name: 'alpha/tests/test_a.py', content: '' },
      ],
    }),
    await makeWheel(folder, {
      name: 'beta',
      files: { 'beta.py': '', 'any.data/purelib/gamma.py': 'g = 1\n', 'beta-1.0.data/data/share/beta': 'b' },
    }),
  ];
  const target = join(folder, 'target');
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-index', '--no-deps', '--no-compile'];
  const command = process.platform === 'win32' ? 'python' : 'python3';
  await run(command, [...pip, '--target', target, ...wheels.map(({ path }) => path)]);
  const installed = Object.entries((await python(listTree, target)) as object);
  const { path } = await spliceFrom(folder, wheels);
  const layer = Object.entries((await python(listLayer, path)) as object);
  const shared = (files: readonly [string, unknown][]) =>
    files.filter(([name]) => !installersOwn.test(name)).sort();
  expect(shared(layer)).toEqual(shared(installed));
  expect(shared(layer)).toHaveLength(18);
  const records = layer.map(([name]) => name).filter((name) => installersOwn.test(name));
  expect(records.sort()).toEqual(['alpha_kit-2.0.dist-info/RECORD', 'beta-1.0.dist-info/RECORD']);
}, 60_000);
