import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { auditFiles, installed, type AuditOptions } from '../../../test/open-audit.ts';
import { auditShadowing } from './audit-shadowing.ts';

const scratch = temporaryFolders();

const audit = async (files: Readonly<Record<string, string>>, options?: AuditOptions) =>
  (await auditShadowing(await auditFiles(await scratch(), files, options))).map((found) => [
    found.severity,
    found.code,
    found.path,
    found.package,
    found.message,
  ]);

const package_ = (name: string) => ({ [`${name}/__init__.py`]: '' });

it('names of the standard library of the target’s own version', async () => {
  const files = {
    ...installed({ name: 'enum34', files: package_('enum') }),
    'python/queue.py': '',
    'python/imp.py': '',
    'python/turtle.py': '',
    'python/typing_extensions.py': '',
    'python/test/__init__.py': '',
    'python/json.txt': '',
    'python/own/json.py': '',
  };
  const hides = (name: string): unknown =>
    expect.stringContaining(`${name} is a module of the standard library of python3.1`);
  expect(await audit(files)).toEqual([
    ['error', 'shadowing/standard-library', 'python/enum/', 'enum34', hides('enum')],
    ['error', 'shadowing/standard-library', 'python/queue.py', undefined, hides('queue')],
    ['warning', 'shadowing/standard-library', 'python/turtle.py', undefined, hides('turtle')],
  ]);
  expect(await audit({ 'python/imp.py': '' }, { target: 'python3.11/arm64' })).toHaveLength(1);
});

it('a folder that stands first on sys.path does hide the standard library', async () => {
  const folder = await writeTree(await scratch(), { 'opt/queue.py': '' });
  const script =
    'import sys; sys.path.insert(0, sys.argv[1]); import concurrent.futures; concurrent.futures.ThreadPoolExecutor()';
  const command = process.platform === 'win32' ? 'python' : 'python3';
  await expect(promisify(execFile)(command, ['-c', script, join(folder, 'opt')])).rejects.toThrow(
    /has no attribute 'SimpleQueue'/,
  );
});

it('what the runtime ships: a note, and a warning for half of a pair', async () => {
  const boto3 = installed({ name: 'boto3', version: '1.40', files: package_('boto3') });
  const botocore = installed({ name: 'botocore', version: '1.41', files: package_('botocore') });
  expect(await audit({ ...boto3, ...botocore, 'python/six.py': '' })).toEqual([
    [
      'note',
      'shadowing/runtime',
      undefined,
      undefined,
      'the layer’s own come before the runtime’s: boto3 1.40, botocore 1.41, six',
    ],
  ]);
  expect((await audit(boto3)).slice(1)).toEqual([
    [
      'warning',
      'shadowing/runtime',
      'python/boto3/',
      'boto3',
      expect.stringContaining('brings boto3 and not botocore'),
    ],
  ]);
  expect((await audit(botocore)).slice(1)).toEqual([
    [
      'warning',
      'shadowing/runtime',
      'python/botocore/',
      'botocore',
      expect.stringContaining('brings botocore and not boto3'),
    ],
  ]);
});

it('paths that two distributions own, with contents that differ or are the same', async () => {
  const one = installed({
    name: 'one',
    files: { 'ns/__init__.py': 'same', 'ns/a.py': 'one', 'ns/b.py': 'one' },
  });
  const two = installed({
    name: 'two',
    files: { 'ns/__init__.py': 'same', 'ns/a.py': 'two', 'ns/b.py': 'two' },
  });
  expect(await audit({ ...one, ...two })).toEqual([
    [
      'note',
      'shadowing/shared-path',
      'python/ns/__init__.py',
      'two',
      'one 1.0 and two 1.0 both own python/ns/__init__.py, with the same content',
    ],
    [
      'error',
      'shadowing/shared-path',
      'python/ns/a.py',
      'two',
      expect.stringContaining('both own 2 files (python/ns/a.py, python/ns/b.py), with different contents'),
    ],
  ]);
});
