import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { walkSources } from '@layerkit/zip/sources';
import { excludeSources } from './exclude-sources.ts';

const scratch = temporaryFolders();

const choose = async (files: readonly string[], sources: string, exclude: readonly string[]) => {
  const root = await writeTree(await scratch(), Object.fromEntries(files.map((name) => [name, 'x'])));
  // a link out of the folder, as in a virtual environment
  await symlink('/', join(root, 'outside'));
  const { leavesOut, leftOut } = excludeSources({
    sources,
    exclude: ['outside', ...exclude],
    hasPyproject: files.includes('pyproject.toml'),
    hasLock: false,
  });
  const { files: found, problems } = await walkSources(root, leavesOut);
  return { names: found.map(({ name }) => name), problems, ...leftOut() };
};

const own = ['README.md', 'function.json', 'package.json', 'project.json', 'pyproject.toml', 'uv.lock'];
const more = [
  '.gitignore',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'pylock.aws.toml',
  'constraints.txt',
  'requirements-dev.txt',
  'requirements.in',
  'setup.cfg',
  'tox.ini',
  'pytest.ini',
  '.coveragerc',
  'serverless.yml',
  'template.yaml',
  'samconfig.toml',
  'cdk.json',
  'Makefile',
  'Dockerfile',
  '.env',
  '.env.local',
];

it('project files directly in the project folder are left out', async () => {
  const kept = [
    'LICENSE',
    'app/README.md',
    'app/function.json',
    'app/requirements.txt',
    'app/Makefile',
    'app/tests/t.py',
    'app.py',
    'x.json',
  ];
  const all = [
    ...own,
    ...more,
    ...kept,
    '.venv/bin/python',
    'node_modules/x.js',
    'a.pyc',
    '.github/ci.yml',
    'tests/t.py',
  ];
  for (const sources of ['.', './']) {
    expect(await choose(all, sources, [])).toEqual({
      names: kept.toSorted(),
      problems: [],
      ofProject: [...own, ...more, '.github/', '.venv/', 'node_modules/', 'tests/'].toSorted(),
      excluded: ['outside/'],
      idle: [],
    });
  }
});

it('a folder of tests is code if there is no pyproject.toml', async () => {
  expect(await choose(['app.py', 'tests/t.py'], '.', [])).toMatchObject({
    names: ['app.py', 'tests/t.py'],
  });
});

it('in a separate folder, every file is code', async () => {
  const files = ['README.md', 'function.json', 'pyproject.toml'];
  expect(await choose(files, 'src', [])).toMatchObject({ names: files, ofProject: [] });
});

it('a glob leaves out files that match, and whole folders that match', async () => {
  const files = ['a.py', 'app/a.md', 'app/b.py', 'app/tests/a.py', 'b.md', 'events/.x/1.json', 'tests/t.py'];
  const exclude = ['*.md', 'events/**', '**/tests', 'gone/**'];
  expect(await choose(files, 'src', exclude)).toEqual({
    names: ['a.py', 'app/a.md', 'app/b.py'],
    problems: [],
    ofProject: [],
    excluded: ['app/tests/', 'b.md', 'events/', 'outside/', 'tests/'],
    idle: ['gone/**'],
  });
});
