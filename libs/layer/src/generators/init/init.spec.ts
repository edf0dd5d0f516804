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

it('wires each executor as this repository does, but for what its own sources are', async () => {
  await init(tree, {});
  const withoutInputs = (nx: NxJsonConfiguration) =>
    (Object.entries(nx.targetDefaults ?? {}) as [string, object][])
      .filter(([name]) => name.startsWith('@layerkit/'))
      .map(([name, defaults]) => [name, { ...defaults, inputs: undefined }] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  expect(withoutInputs(nxJson())).toEqual(withoutInputs(own));
  expect(nxJson().plugins).toEqual(['@layerkit/lambda/graph']);
});

it('writes what the quick start tells people to write', async () => {
  const page = readFileSync(new URL('../../../../../docs/quick-start.md', import.meta.url), 'utf8');
  const [, block = ''] = /^```json nx\.json\n([^`]+)```/m.exec(page) ?? [];
  await init(tree, {});
  expect(nxJson()).toMatchObject(JSON.parse(block) as object);
});

it('counts for a build what lies in the project, and the version of the plugin', async () => {
  await init(tree, {});
  const { namedInputs, targetDefaults } = nxJson();
  expect(namedInputs).toMatchObject({ layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'] });
  expect(targetDefaults).toMatchObject({
    '@layerkit/layer:build': { inputs: ['layerkit', { externalDependencies: ['@layerkit/layer'] }] },
    '@layerkit/lambda:build': {
      inputs: ['layerkit', '^layerkit', { externalDependencies: ['@layerkit/lambda'] }],
    },
  });
});

it('adds both plugins to package.json at its own version, and tells Nx to install them', async () => {
  await init(tree, {});
  const version = (
    JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    }
  ).version;
  expect(manifest()['devDependencies']).toEqual({ '@layerkit/lambda': version, '@layerkit/layer': version });
});

it('leaves a plugin that package.json has, where and as it is', async () => {
  tree.write('package.json', JSON.stringify({ dependencies: { '@layerkit/layer': '^1.0.0' } }));
  await init(tree, {});
  expect(manifest()['dependencies']).toEqual({ '@layerkit/layer': '^1.0.0' });
  expect(Object.keys(manifest()['devDependencies'] ?? {})).toEqual(['@layerkit/lambda']);
});

it('leaves package.json alone on request, where there is none, and where the plugins are made', async () => {
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

it('keeps what the workspace says already, and adds only what it does not', async () => {
  const mine = {
    plugins: [{ plugin: '@layerkit/lambda/graph', options: {} }, 'other'],
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
  [null, 'dist/\n__pycache__/\n'],
  ['node_modules', 'node_modules\ndist/\n__pycache__/\n'],
  ['/dist\n*.log\n', '/dist\n*.log\n__pycache__/\n'],
  ['**/dist/\r\n__pycache__\r\n', '**/dist/\r\n__pycache__\r\n'],
])('has git ignore what a build leaves: %j', async (before, after) => {
  if (before === null) tree.delete('.gitignore');
  else tree.write('.gitignore', before);
  await init(tree, {});
  expect(text('.gitignore')).toBe(after);
});

it('turns inference on when asked to, and only then', async () => {
  await init(tree, { inference: true });
  expect(nxJson().plugins).toEqual(['@layerkit/layer/plugin', '@layerkit/lambda/plugin']);
  await init(tree, {});
  expect(nxJson().plugins).toEqual(['@layerkit/layer/plugin', '@layerkit/lambda/plugin']);
  // what is known of each project would be overridden
  expect(Object.keys(nxJson().targetDefaults ?? {}).filter((name) => name.includes('layerkit'))).toEqual([]);
});

it('turns it on later, too, and takes no plugin away', async () => {
  await init(tree, {});
  await init(tree, { inference: true });
  expect(nxJson().plugins).toEqual([
    '@layerkit/lambda/graph',
    '@layerkit/layer/plugin',
    '@layerkit/lambda/plugin',
  ]);
});

it('has `nx affected` look into the lock file of npm, unless the workspace says how', async () => {
  await init(tree, {});
  expect(nxJson().pluginsConfig).toEqual({ '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } });
  const mine = { '@nx/js': { projectsAffectedByDependencyUpdates: 'all' } };
  tree.write('nx.json', JSON.stringify({ pluginsConfig: mine }));
  await init(tree, {});
  expect(nxJson().pluginsConfig).toEqual(mine);
});

it('makes an nx.json where there is none', async () => {
  tree.delete('nx.json');
  await init(tree, {});
  expect(nxJson().targetDefaults).toHaveProperty(['@layerkit/layer:build', 'cache'], true);
});

it('changes nothing when it is run again', async () => {
  await init(tree, { inference: true });
  const before = filesOf(tree);
  await init(tree, { inference: true });
  expect(filesOf(tree)).toEqual(before);
});

describe('the CI workflow', () => {
  it.each([
    ['github', ['.github/workflows/layers.yml'], 'dist/\n__pycache__/\n'],
    ['gitlab', ['.gitlab-ci.yml'], '.layerkit/\ndist/\n__pycache__/\n'],
    ['none', [], 'dist/\n__pycache__/\n'],
  ] as const)('of %s is added on request', async (ci, files, ignored) => {
    await init(tree, {});
    const before = Object.keys(filesOf(tree));
    tree.delete('.gitignore');
    await init(tree, { ci });
    const added = Object.keys(filesOf(tree)).filter((file) => !before.includes(file));
    expect(added.filter((file) => file !== '.gitignore')).toEqual(files);
    expect(text('.gitignore')).toBe(ignored);
  });

  it('publishes from the branch and with the package manager of the workspace', async () => {
    tree.write('nx.json', JSON.stringify({ defaultBase: 'origin/trunk' }));
    tree.write('pnpm-lock.yaml', '');
    await init(tree, { ci: 'github' });
    expect(text('.github/workflows/layers.yml')).toContain('branches: [trunk]');
    expect(text('.github/workflows/layers.yml')).toContain('pnpm exec nx affected -t publish');
  });

  it('names the projects that it would not run, since they have no tag', async () => {
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
    await init(tree, { inference: true, ci: 'github' });
    expect(untaggedProjects(tree)).toEqual([]);
  });

  it('stays as somebody has changed it', async () => {
    tree.write('.gitlab-ci.yml', 'stages: [mine]\n');
    await init(tree, { ci: 'gitlab' });
    expect(text('.gitlab-ci.yml')).toBe('stages: [mine]\n');
  });

  it('is refused where neither npm nor pnpm is used, before anything is written', async () => {
    tree.write('yarn.lock', '');
    const before = filesOf(tree);
    await expect(init(tree, { ci: 'github' })).rejects.toThrow('workspace/conflict');
    expect(filesOf(tree)).toEqual(before);
  });
});
