import { readFileSync } from 'node:fs';
import { readJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import { untaggedProjects } from '../ci/untagged-projects.ts';
import init from './init.ts';

let tree: Tree;
beforeEach(() => {
  tree = emptyWorkspace();
});

const nxJson = () => readJson<NxJsonConfiguration>(tree, 'nx.json');
const text = (path: string) => tree.read(path, 'utf8');
const manifest = () => readJson<Record<string, Record<string, string>>>(tree, 'package.json');

const own = JSON.parse(
  readFileSync(new URL('../../../../../nx.json', import.meta.url), 'utf8'),
) as NxJsonConfiguration;

it('nx.json has the same defaults as in this repository with --explicit, except for inputs', async () => {
  await init(tree, { explicit: true });
  const withoutInputs = (nx: NxJsonConfiguration) =>
    (Object.entries(nx.targetDefaults ?? {}) as [string, object][])
      .filter(([name]) => name.startsWith('@layerkit/'))
      .map(([name, defaults]) => [name, { ...defaults, inputs: undefined }] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  expect(withoutInputs(nxJson())).toEqual(withoutInputs(own));
  expect(nxJson().plugins).toEqual(explicit);
});

it.each([
  ['quick-start', {}],
  ['inference', { explicit: true }],
])('nx.json has the entries that docs/%s.md shows', async (name, options) => {
  const page = readFileSync(new URL(`../../../../../docs/${name}.md`, import.meta.url), 'utf8');
  const [, block = ''] = /^```json nx\.json\n([^`]+)```/m.exec(page) ?? [];
  await init(tree, options);
  expect(nxJson()).toMatchObject(JSON.parse(block) as object);
});

it('the inputs of build are the files of the project and the version of the plugin', async () => {
  await init(tree, { explicit: true });
  const { namedInputs, targetDefaults } = nxJson();
  expect(namedInputs).toMatchObject({ layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'] });
  expect(targetDefaults).toMatchObject({
    '@layerkit/layer:build': { inputs: ['layerkit', { externalDependencies: ['@layerkit/layer'] }] },
    '@layerkit/lambda:build': {
      inputs: ['layerkit', '^layerkit', { externalDependencies: ['@layerkit/lambda'] }],
    },
  });
});

it('package.json gets both plugins in the version of this one', async () => {
  await init(tree, {});
  const version = (
    JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    }
  ).version;
  expect(manifest()['devDependencies']).toEqual({ '@layerkit/lambda': version, '@layerkit/layer': version });
});

it('a plugin in package.json keeps its version and place', async () => {
  tree.write('package.json', JSON.stringify({ dependencies: { '@layerkit/layer': '^1.0.0' } }));
  await init(tree, {});
  expect(manifest()['dependencies']).toEqual({ '@layerkit/layer': '^1.0.0' });
  expect(Object.keys(manifest()['devDependencies'] ?? {})).toEqual(['@layerkit/lambda']);
});

it('package.json stays the same on request, if it is missing, and in a clone of the plugins', async () => {
  await init(tree, { skipPackageJson: true });
  expect(manifest()['devDependencies']).toEqual({});
  for (const name of ['layer', 'lambda'])
    tree.write(`libs/${name}/package.json`, JSON.stringify({ name: `@layerkit/${name}` }));
  for (const name of ['layer', 'lambda']) tree.write(`libs/${name}/project.json`, JSON.stringify({ name }));
  await init(tree, {});
  expect(manifest()['devDependencies']).toEqual({});
  tree.delete('package.json');
  await init(tree, {});
  expect(tree.exists('package.json')).toBe(false);
});

it('existing entries of nx.json stay, and only missing ones are added', async () => {
  const mine = {
    plugins: [{ plugin: '@layerkit/lambda/graph', options: {} }, '@layerkit/layer/graph', 'other'],
    namedInputs: { default: ['{projectRoot}/**/*'], layerkit: ['{projectRoot}/layer.json'] },
    targetDefaults: { build: { cache: true }, '@layerkit/layer:build': { cache: false } },
  };
  tree.write('nx.json', JSON.stringify(mine));
  await init(tree, {});
  expect(nxJson()).toMatchObject(mine);
  expect(nxJson().plugins).toEqual(mine.plugins);
  expect(Object.keys(nxJson().targetDefaults ?? {})).toContain('@layerkit/layer:publish');
});

it.each([
  [null, 'node_modules/\n.nx/cache/\n.nx/workspace-data/\ndist/\n__pycache__/\n'],
  ['node_modules\n.nx/cache', 'node_modules\n.nx/cache\n.nx/workspace-data/\ndist/\n__pycache__/\n'],
  ['.nx\n/dist\nnode_modules/\n*.log\n', '.nx\n/dist\nnode_modules/\n*.log\n__pycache__/\n'],
  [
    '**/dist/\r\n/.nx/\r\n/node_modules\r\n__pycache__\r\n',
    '**/dist/\r\n/.nx/\r\n/node_modules\r\n__pycache__\r\n',
  ],
])('a .gitignore of %j gets the missing folders of tools', async (before, after) => {
  if (before === null) tree.delete('.gitignore');
  else tree.write('.gitignore', before);
  await init(tree, {});
  expect(text('.gitignore')).toBe(after);
});

const inferring = ['@layerkit/layer/plugin', '@layerkit/lambda/plugin'];
const explicit = ['@layerkit/layer/graph', '@layerkit/lambda/graph'];

it('Nx infers the targets of projects', async () => {
  await init(tree, {});
  expect(nxJson().plugins).toEqual(inferring);
  // defaults would override what the plugins infer for each project
  expect(Object.keys(nxJson().targetDefaults ?? {}).filter((name) => name.includes('layerkit'))).toEqual([]);
});

it('a workspace keeps its wiring, whichever it is', async () => {
  await init(tree, { explicit: true });
  await init(tree, {});
  expect(nxJson().plugins).toEqual(explicit);
  tree.write('nx.json', JSON.stringify({ plugins: inferring }));
  await init(tree, { explicit: true });
  expect(nxJson().plugins).toEqual(inferring);
  expect(nxJson().targetDefaults).toBeUndefined();
});

it.each([
  ['@layerkit/lambda/graph', '@layerkit/layer/graph'],
  ['@layerkit/lambda/plugin', '@layerkit/layer/plugin'],
])('a workspace with %s gets the other plugin alike', async (present, added) => {
  tree.write('nx.json', JSON.stringify({ plugins: [present] }));
  await init(tree, {});
  expect(nxJson().plugins).toEqual([present, added]);
});

it('nx.json lets `nx affected` read npm’s lock file, unless it already configures that', async () => {
  await init(tree, {});
  expect(nxJson().pluginsConfig).toEqual({ '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } });
  const mine = { '@nx/js': { projectsAffectedByDependencyUpdates: 'all' } };
  tree.write('nx.json', JSON.stringify({ pluginsConfig: mine }));
  await init(tree, {});
  expect(nxJson().pluginsConfig).toEqual(mine);
});

it('a missing nx.json is created', async () => {
  tree.delete('nx.json');
  await init(tree, {});
  expect(nxJson().plugins).toEqual(inferring);
});

it.each([{}, { explicit: true }])('a second run with %j changes nothing', async (options) => {
  await init(tree, options);
  const before = filesOf(tree);
  await init(tree, options);
  expect(filesOf(tree)).toEqual(before);
});

describe('the CI workflow', () => {
  it.each([
    ['github', ['.github/workflows/layers.yml'], false],
    ['gitlab', ['.gitlab-ci.yml'], true],
    ['none', [], false],
  ] as const)('for %s is added on request', async (ci, files, hasCache) => {
    await init(tree, {});
    const before = Object.keys(filesOf(tree));
    tree.delete('.gitignore');
    await init(tree, { ci });
    const added = Object.keys(filesOf(tree)).filter((file) => !before.includes(file));
    expect(added.filter((file) => file !== '.gitignore')).toEqual(files);
    expect(text('.gitignore')?.includes('.layerkit/\n')).toBe(hasCache);
  });

  it('uses the branch and the package manager of the workspace', async () => {
    tree.write('nx.json', JSON.stringify({ defaultBase: 'origin/trunk' }));
    tree.write('pnpm-lock.yaml', '');
    await init(tree, { ci: 'github' });
    expect(text('.github/workflows/layers.yml')).toContain('branches: [trunk]');
    expect(text('.github/workflows/layers.yml')).toContain('pnpm exec nx affected -t publish');
  });

  it('skips projects without a tag, which are reported', async () => {
    const add = (root: string, definition: string, tags?: readonly string[]) => {
      tree.write(`${root}/project.json`, JSON.stringify({ name: root, tags }));
      tree.write(`${root}/${definition}`, '{}');
    };
    add('untagged', 'layer.json', ['mine']);
    add('tagged', 'layer.json', ['mine', 'layerkit:layer']);
    add('handler', 'function.json');
    add('web', 'index.html');
    expect(untaggedProjects(tree)).toEqual([
      'untagged: "tags": ["layerkit:layer"]',
      'handler: "tags": ["layerkit:function"]',
    ]);
    tree.write('nx.json', JSON.stringify({ plugins: inferring }));
    await init(tree, { ci: 'github' });
    expect(untaggedProjects(tree)).toEqual([]);
  });

  it('is not changed if it exists', async () => {
    tree.write('.gitlab-ci.yml', 'stages: [mine]\n');
    await init(tree, { ci: 'gitlab' });
    expect(text('.gitlab-ci.yml')).toBe('stages: [mine]\n');
  });

  it('is refused before anything is written if the workspace uses neither npm nor pnpm', async () => {
    tree.write('yarn.lock', '');
    const before = filesOf(tree);
    await expect(init(tree, { ci: 'github' })).rejects.toThrow('workspace/conflict');
    expect(filesOf(tree)).toEqual(before);
  });
});
