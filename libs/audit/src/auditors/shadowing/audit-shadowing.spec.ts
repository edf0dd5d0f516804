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

it('modules with the name of a standard library module of the target are found', async () => {
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
    expect.stringContaining(`${name} is also in the standard library of python3.1`);
  expect(await audit(files)).toEqual([
    ['error', 'shadowing/standard-library', 'python/enum/', 'enum34', hides('enum')],
    ['error', 'shadowing/standard-library', 'python/queue.py', undefined, hides('queue')],
    ['warning', 'shadowing/standard-library', 'python/turtle.py', undefined, hides('turtle')],
  ]);
  expect(await audit({ 'python/imp.py': '' }, { target: 'python3.11/arm64' })).toHaveLength(1);
});

it('a folder that comes first on sys.path hides the standard library', async () => {
  const folder = await writeTree(await scratch(), { 'opt/queue.py': '' });
  const script =
    'import sys; sys.path.insert(0, sys.argv[1]); import concurrent.futures; concurrent.futures.ThreadPoolExecutor()';
  const command = process.platform === 'win32' ? 'python' : 'python3';
  await expect(promisify(execFile)(command, ['-c', script, join(folder, 'opt')])).rejects.toThrow(
    /has no attribute 'SimpleQueue'/,
  );
});

it('packages that the runtime ships are a note, and half of a pair is a warning', async () => {
  const boto3 = installed({ name: 'boto3', version: '1.40', files: package_('boto3') });
  const botocore = installed({ name: 'botocore', version: '1.41', files: package_('botocore') });
  expect(await audit({ ...boto3, ...botocore, 'python/six.py': '' })).toEqual([
    [
      'note',
      'shadowing/runtime',
      undefined,
      undefined,
      'these packages of the layer override the runtime’s: boto3 1.40, botocore 1.41, six',
    ],
  ]);
  expect((await audit(boto3)).slice(1)).toEqual([
    [
      'warning',
      'shadowing/runtime',
      'python/boto3/',
      'boto3',
      expect.stringContaining('has boto3 but not botocore'),
    ],
  ]);
  expect((await audit(botocore)).slice(1)).toEqual([
    [
      'warning',
      'shadowing/runtime',
      'python/botocore/',
      'botocore',
      expect.stringContaining('has botocore but not boto3'),
    ],
  ]);
});

it('a path that two distributions own is an error if its contents differ, otherwise a note', async () => {
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
