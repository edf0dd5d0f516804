import { readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import init from '../init/init.ts';
import layer from './layer.ts';

let tree: Tree;
beforeEach(() => {
  tree = emptyWorkspace();
});

const dependencies = { name: 'dependencies-layer', requirements: 'six', runtime: 'python3.12' };

it('a layer names its targets in project.json on request, with defaults in nx.json', async () => {
  await layer(tree, { ...dependencies, explicit: true });
  expect(readProjectConfiguration(tree, 'dependencies-layer')).toMatchObject({
    projectType: 'application',
    tags: ['layerkit:layer'],
  });
  const targets = ['lock', 'outdated', 'imports', 'build', 'inspect', 'why', 'verify', 'publish'];
  expect(readProjectConfiguration(tree, 'dependencies-layer').targets).toEqual(
    Object.fromEntries(targets.map((name) => [name, { executor: `@layerkit/layer:${name}` }])),
  );
  expect(readJson(tree, 'nx.json')).toMatchObject({
    plugins: ['@layerkit/layer/graph'],
    targetDefaults: { '@layerkit/layer:build': { cache: true } },
  });
});

it('a layer names its targets like the layers that a workspace has', async () => {
  await init(tree, { explicit: true });
  await layer(tree, dependencies);
  expect(readProjectConfiguration(tree, 'dependencies-layer').targets).toHaveProperty('publish');
});

it('an existing layer.json gets a project.json', async () => {
  const definition = { layerName: 'waits', runtimes: ['python3.9'], sources: 'src' };
  tree.write('apps/waits/layer.json', JSON.stringify(definition));
  const before = Object.keys(filesOf(tree));
  await layer(tree, { name: 'waits', runtime: 'python3.9', explicit: true });
  const added = Object.keys(filesOf(tree)).filter((path) => !before.includes(path));
  expect(added.filter((path) => path.startsWith('apps/'))).toEqual(['apps/waits/project.json']);
  expect(readProjectConfiguration(tree, 'waits').targets).not.toHaveProperty('lock');
  expect(readJson(tree, 'apps/waits/layer.json')).toEqual(definition);
});
