import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from '@layerkit/testing-files';
import { createDependencies } from './graph.ts';

let workspaceRoot: string;
beforeEach(async () => {
  workspaceRoot = await mkdtemp(join(tmpdir(), 'layerkit-graph-'));
});
afterEach(() => rm(workspaceRoot, { recursive: true }));

const roots: Readonly<Record<string, string>> = {
  deps: 'layers/deps',
  core: 'packages/core',
  'core-tests': 'packages/core/tests',
  other: 'packages/other',
  whole: '.',
};

/** Returns the edges of a workspace with a layer of this definition. */
const edgesOf = async (definition: object | string, files: Readonly<Record<string, string>> = {}) => {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  await writeTree(workspaceRoot, { 'nx.json': '{}', 'layers/deps/layer.json': text, ...files });
  const edges = await createDependencies(undefined, {
    workspaceRoot,
    externalNodes: {},
    nxJsonConfiguration: {},
    projects: Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, { root }])),
    fileMap: {
      projectFileMap: { deps: [{ file: 'layers/deps/layer.json', hash: '' }] },
      nonProjectFiles: [],
    },
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  return edges.map(({ source, target }) => `${source} → ${target}`);
};

const layer = { layerName: 'deps', runtimes: ['python3.12'] };
const project = (name: string, more = '') =>
  `[project]\nname = "${name}"\nversion = "1"\ndependencies = []\n${more}`;

it('a layer has edges to the projects that own its sources, by folder and by name', async () => {
  const sources = ['src', '../../packages/core/src', 'other', 'unknown', '../../scripts'];
  expect(await edgesOf({ ...layer, sources }, { 'layers/deps/src/a.py': '' })).toEqual([
    'deps → other',
    'deps → core',
  ]);
});

it('a layer has edges to the projects of the local packages that it needs, and to no others', async () => {
  const requirements = '-e ../../packages/core\n';
  const files = {
    'layers/deps/requirements.in': requirements,
    'packages/core/pyproject.toml': project('core'),
    'packages/other/pyproject.toml': project('other'),
  };
  expect(await edgesOf({ ...layer, requirements: 'requirements.in' }, files)).toEqual(['deps → core']);
});

it('a layer has edges to the members of a uv workspace that its project requires', async () => {
  const files = {
    'uv.lock': [
      'version = 1\nrequires-python = ">=3.12"\n[manifest]\nmembers = ["app", "core", "other"]',
      '[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "layers/deps" }\ndependencies = [{ name = "core" }]',
      '[[package]]\nname = "core"\nversion = "1"\nsource = { editable = "packages/core" }',
      '[[package]]\nname = "other"\nversion = "1"\nsource = { editable = "packages/other" }',
    ].join('\n'),
    'packages/core/pyproject.toml': project('core'),
    'packages/other/pyproject.toml': project('other'),
  };
  expect(await edgesOf({ ...layer, requirements: { file: '../../uv.lock' } }, files)).toEqual([
    'deps → core',
  ]);
});

it.each(['{', '[]', '{"sources": 7}', '{"requirements": "requirements.in"}'])(
  'an invalid layer.json of %j adds no edge and no error',
  async (text) => {
    expect(await edgesOf(text, { 'layers/deps/requirements.in': '-e ../../packages/gone\n' })).toEqual([]);
  },
);
