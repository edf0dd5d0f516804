import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatFailure } from '@layerkit/failure';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { failureOf } from '@layerkit/testing-matchers';
import { inTreeProject, testEnvironment } from '@layerkit/testing-packages';
import { lockedProject } from '../../test/locked-project.ts';
import { buildLayer } from '../build-layer.ts';

/** These tests use uv, build backends from PyPI, and a backend in the project. */
const scratch = temporaryFolders();

const projectFiles = {
  'pyproject.toml': `
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"
[project]
name = "Own-Thing"
version = "2.1"
[project.entry-points."own.plugins"]
first = "own_thing.plugin:First"
[tool.setuptools.packages.find]
where = ["src"]
`,
  'src/own_thing/__init__.py': 'from importlib.metadata import version\nVERSION = version("own-thing")\n',
  'src/own_thing/plugin.py': 'class First: pass\n',
  'src/own_thing/build/__init__.py': '',
  'src/own_thing/data.txt': 'é\n',
  // files of an earlier build must not get into the wheel
  'build/lib/own_thing/gone.py': '',
  'src/Own_Thing.egg-info/SOURCES.txt': 'src/own_thing/gone.py\n',
  'node_modules/x/index.js': '',
};

const setUp = async (files: Readonly<Record<string, string>>, sources = '.') => {
  const project = await lockedProject(await scratch(), [], { sources });
  await writeTree(project.projectRoot, files);
  return { ...project, env: testEnvironment() };
};

it('your own project is installed as a wheel, with metadata and entry points, and stays unchanged', async () => {
  const request = await setUp(projectFiles);
  const before = await readdir(request.projectRoot, { recursive: true });
  const { artifact } = await buildLayer(request);
  expect(await readdir(request.projectRoot, { recursive: true })).toEqual(before);
  expect(artifact.manifest.packages).toMatchObject([{ name: 'own-thing', version: '2.1' }]);
  const ask = `
import json, sys, zipfile, tempfile
names = zipfile.ZipFile(sys.argv[1]).namelist()
d = tempfile.mkdtemp(); zipfile.ZipFile(sys.argv[1]).extractall(d); sys.path.insert(0, d + "/python")
import importlib.metadata as m, own_thing
first = m.entry_points(group="own.plugins")
print(json.dumps([names, own_thing.VERSION, [e.load().__name__ for e in first]]))`;
  const [names, version, loaded] = (await python(ask, artifact.zipPath)) as [string[], string, string[]];
  expect([version, loaded]).toEqual(['2.1', ['First']]);
  expect(names.filter((name) => !name.includes('.dist-info/'))).toEqual([
    'python/own_thing/__init__.py',
    'python/own_thing/build/__init__.py',
    'python/own_thing/plugin.py',
  ]);
});

it('the layer is the same in any folder, time zone, locale and umask, and at any time', async () => {
  const first = await buildLayer(await setUp(projectFiles));
  const request = await setUp(projectFiles);
  await promisify(execFile)('touch', [
    '-d',
    '2001-02-03',
    join(request.projectRoot, 'src/own_thing/plugin.py'),
  ]);
  await promisify(execFile)('chmod', ['-R', 'go-rwx', request.projectRoot]);
  const umask = process.umask(0o077);
  try {
    const env = testEnvironment({
      TZ: 'Asia/Kathmandu',
      LC_ALL: 'tr_TR.UTF-8',
      SOURCE_DATE_EPOCH: '999999999',
    });
    const second = await buildLayer({ ...request, env });
    expect(second.artifact.manifest).toEqual(first.artifact.manifest);
    expect(await readFile(second.artifact.zipPath)).toEqual(await readFile(first.artifact.zipPath));
  } finally {
    process.umask(umask);
  }
});

it('a folder whose pyproject.toml has only settings of tools is not a Python project', async () => {
  const request = await setUp({ 'src/pyproject.toml': '[tool.ruff]\n', 'src/own.py': '' }, 'src');
  const { artifact } = await buildLayer(request);
  expect(artifact.manifest.packages).toEqual([]);
});

it('a wheel that is not for every platform is refused', async () => {
  const error = await failureOf(buildLayer(await setUp(inTreeProject('native', 'cp312-cp312-linux_x86_64'))));
  expect(error.code).toBe('source/not-pure');
  expect(error.message).toContain('native-1.0-cp312-cp312-linux_x86_64.whl');
});

it('the error of a failed backend has its output without credentials', async () => {
  const code =
    'raise SystemExit("went wrong at https://me:s3cret@host/ " + os.environ.get("AWS_SECRET_ACCESS_KEY", "-"))';
  const request = await setUp(inTreeProject('broken', 'py3-none-any', code));
  const env = testEnvironment({ AWS_SECRET_ACCESS_KEY: 's3cret' });
  const error = await failureOf(buildLayer({ ...request, env }));
  expect(error.code).toBe('source/build-failed');
  expect(error.problems.join('\n')).toContain('went wrong at https://***@host/ -');
  expect(formatFailure(error, { verbose: true })).not.toContain('s3cret');
});

it('a backend does not see the host’s credentials', async () => {
  const secrets = {
    AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
    NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 's3cret',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 's3cret',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example',
    GITHUB_TOKEN: 's3cret',
    CI_JOB_JWT_V2: 's3cret',
    npm_config__authToken: 's3cret',
    DB_PASSWORD: 's3cret',
  };
  const code = `raise SystemExit("sees " + ",".join(sorted(set(os.environ) & {${Object.keys(secrets)
    .map((name) => `"${name}"`)
    .join()}})))`;
  const request = await setUp(inTreeProject('broken', 'py3-none-any', code));
  const error = await failureOf(buildLayer({ ...request, env: testEnvironment(secrets) }));
  expect(error.problems).toContain('sees ');
});
