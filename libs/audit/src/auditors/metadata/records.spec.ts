import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles, installed } from '../../../test/open-audit.ts';
import { auditRecords } from './records.ts';

const scratch = temporaryFolders();
const auditLost = async (...lost: readonly string[]) =>
  auditRecords(await auditFiles(await scratch(), installed({ name: 'kit', files: { 'kit.py': '' }, lost })));

const severities = async (paths: readonly string[]) => {
  const seen: Record<string, string | undefined> = {};
  for (const path of paths) seen[path] = (await auditLost(path))[0]?.severity;
  return seen;
};
const all = (paths: readonly string[], severity: string | undefined) =>
  Object.fromEntries(paths.map((path) => [path, severity]));

it('a missing file that a program may load is an error', async () => {
  const needed = [
    'kit/core.py',
    'kit/data.json',
    'kit/c',
    'kit/a.pyi.txt',
    'kit/h.py',
    'kit/latest/a.py',
    'kit/testsuite/a.py',
    'kit/mydocs/a.py',
    'kit/tests.py',
    'kit/contest_a.py',
    'kit/test_data.json',
    'kit/a_test.pyd',
    'kit/my_conftest.py',
    'kit/share/data/a.txt',
    'kit/myshare/man/a.txt',
    'kit/share/manual/a.txt',
    'kit-1.0.dist-info/entry_points.txt',
  ];
  expect(await severities(needed)).toEqual(all(needed, 'error'));
});

it('a missing file that no program loads is a note', async () => {
  const dispensable = [
    ...['pyi', 'pxd', 'pyx', 'c', 'cc', 'cpp', 'h', 'hpp', 'md', 'rst', 'typed', 'exe', 'egg-link'].map(
      (ending) => `kit/a.${ending}`,
    ),
    ...['test', 'tests', 'testing', 'doc', 'docs', 'example', 'examples', 'benchmark', 'benchmarks'].flatMap(
      (folder) => [`${folder}/a.py`, `kit/${folder}/data/a.json`],
    ),
    ...['sample', 'samples'].map((folder) => `kit/${folder}/a.py`),
    ...['test_a.py', 'kit/test_.py', 'kit/a_test.py', '_test.py', 'conftest.py', 'kit/conftest.py'],
    ...['man', 'doc', 'info', 'locale', 'applications', 'icons'].map((folder) => `share/${folder}/a.json`),
    'kit/share/man/man1/kit.1',
    'kit-1.0.dist-info/LICENSE',
    'kit-1.0.dist-info/old/entry_points.txt',
    'kit-1.0.dist-info/entry_points.txt.bak',
  ];
  expect(await severities(dispensable)).toEqual(all(dispensable, 'note'));
});

it('missing bytecode and a missing METADATA have no finding, nor has a distribution without RECORD', async () => {
  expect(await auditLost('kit/__pycache__/a.cpython-312.pyc')).toEqual([]);
  const whole = Object.entries(installed({ name: 'kit' }));
  for (const name of ['METADATA', 'RECORD']) {
    const files = Object.fromEntries(whole.filter(([path]) => !path.endsWith(name)));
    expect(auditRecords(await auditFiles(await scratch(), files))).toEqual([]);
  }
});

it('packages at the top of a function’s zip are judged like those of a layer', async () => {
  for (const lost of ['tests/a.py', 'conftest.py', 'share/man/kit.1.json']) {
    const metadata = { METADATA: 'Name: kit\nVersion: 1.0\n', RECORD: `${lost},,\nkit.py,,\n` };
    const files = Object.fromEntries(
      Object.entries(metadata).map(([name, text]) => [`kit-1.0.dist-info/${name}`, text]),
    );
    const subject = await auditFiles(await scratch(), { ...files, 'kit.py': '' }, { roots: [''] });
    expect(auditRecords(subject)).toMatchObject([{ severity: 'note' }]);
  }
});

it('the finding counts all missing files, and names those that are needed', async () => {
  const lost = { code: 'metadata/files-missing', path: 'python/kit-1.0.dist-info/', package: 'kit' };
  expect(await auditLost('kit/a.py', 'kit/a.pyi')).toEqual([
    {
      ...lost,
      severity: 'error',
      message: '2 of 5 files of kit 1.0 are not in the zip: python/kit/a.py',
      hint: 'Prune less: modules, or data that they read, were removed after the package was installed.',
    },
  ]);
  expect(await auditLost('kit/a.pyi')).toEqual([
    {
      ...lost,
      severity: 'note',
      message: 'a file of kit 1.0 is not in the zip: python/kit/a.pyi',
      hint: 'No action needed: tests, stubs and documentation are not used at run time. If a layerkit build dropped them, keep its manifest.json next to the zip.',
    },
  ]);
});
