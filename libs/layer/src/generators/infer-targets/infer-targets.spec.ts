import {
  logger,
  readJson,
  updateJson,
  type NxJsonConfiguration,
  type ProjectConfiguration,
  type Tree,
} from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import init from '../init/init.ts';
import layer from '../layer/layer.ts';
import inferTargets from './infer-targets.ts';

const { info } = logger;
let tree: Tree;
let said: string[];

afterAll(() => void (logger.info = info));
beforeEach(async () => {
  said = [];
  logger.info = (line: string) => void said.push(line);
  tree = emptyWorkspace();
  await init(tree, { explicit: true });
  tree.write('packages/core/core.py', '');
  await layer(tree, { name: 'plain', directory: 'apps/plain', requirements: 'six' });
  await layer(tree, { name: 'edited', directory: 'layers/edited', sources: '../../packages/core' });
});

const nxJson = () => readJson<NxJsonConfiguration>(tree, 'nx.json');
const project = (root: string): object => readJson(tree, `${root}/project.json`);
const edit = (root: string, change: (project: ProjectConfiguration) => object): void => {
  updateJson<ProjectConfiguration, object>(tree, `${root}/project.json`, change);
};

it('a project as generators write it needs no project.json anymore', async () => {
  for (const root of ['apps/plain', 'layers/edited']) expect(project(root)).toHaveProperty('targets.build');
  await inferTargets(tree, {});
  expect(tree.exists('apps/plain/project.json')).toBe(false);
  expect(tree.exists('layers/edited/project.json')).toBe(false);
  expect(said).toEqual([]);
});

it('nx.json names the inference plugin in the place of the graph plugin, and the other plugin keeps its defaults', async () => {
  await inferTargets(tree, {});
  const { plugins, targetDefaults = {}, namedInputs } = nxJson();
  expect(plugins).toEqual(['@layerkit/layer/plugin', '@layerkit/lambda/graph']);
  const named = Object.keys(targetDefaults).filter((name) => name.startsWith('@layerkit/'));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !name.startsWith('@layerkit/lambda:'))).toEqual([]);
  // the defaults of functions use it
  expect(namedInputs).toHaveProperty('layerkit');
});

it('a project keeps what its users changed', async () => {
  edit('layers/edited', ({ targets, ...fields }) => ({
    ...fields,
    name: 'edited',
    tags: ['layerkit:layer', 'team:data'],
    targets: {
      ...targets,
      build: { executor: '@layerkit/layer:build', inputs: ['default'] },
      publish: { executor: '@layerkit/layer:publish', options: { region: 'eu-central-1' } },
      bundle: { executor: '@layerkit/layer:build' },
      lint: { executor: 'nx:run-commands', options: { command: 'ruff check' } },
    },
  }));
  await inferTargets(tree, {});
  expect(project('layers/edited')).toEqual({
    name: 'edited',
    $schema: expect.stringContaining('project-schema.json'),
    tags: ['team:data'],
    targets: {
      build: { executor: '@layerkit/layer:build', inputs: ['default'] },
      publish: { executor: '@layerkit/layer:publish', options: { region: 'eu-central-1' } },
      bundle: { executor: '@layerkit/layer:build' },
      lint: { executor: 'nx:run-commands', options: { command: 'ruff check' } },
    },
  });
  expect(said).toEqual(['edited keeps in project.json: build.inputs, publish.options, bundle, lint']);
  // no inferred target has the name bundle
  expect(nxJson().targetDefaults).toHaveProperty(['@layerkit/layer:build', 'cache'], true);
  expect(nxJson().targetDefaults).not.toHaveProperty(['@layerkit/layer:publish']);
});

it('changed defaults of nx.json stay', async () => {
  const mine = { cache: false, dependsOn: ['verify', '^publish'] };
  updateJson<NxJsonConfiguration>(tree, 'nx.json', (fields) => ({
    ...fields,
    targetDefaults: { ...fields.targetDefaults, '@layerkit/layer:publish': mine },
  }));
  await inferTargets(tree, {});
  expect(nxJson().targetDefaults).toMatchObject({ '@layerkit/layer:publish': mine });
});

it('targets that a project did not have are named', async () => {
  edit('apps/plain', ({ targets, ...fields }) => ({
    ...fields,
    targets: { build: targets?.['build'] },
  }));
  await inferTargets(tree, {});
  expect(said).toEqual(['plain has further targets now: lock, outdated, inspect, why, verify, publish']);
});

it('only the named project changes, and the others keep working with inferred targets', async () => {
  await inferTargets(tree, { project: 'plain' });
  expect(tree.exists('apps/plain/project.json')).toBe(false);
  expect(project('layers/edited')).toHaveProperty('targets.build');
  expect(nxJson().plugins).toContain('@layerkit/layer/plugin');
  await expect(inferTargets(tree, { project: 'web' })).rejects.toThrow(/^workspace\/unknown-project: /);
});

it('a project.json with a name of its own keeps the name', async () => {
  await layer(tree, { name: 'named', directory: 'layers/other', requirements: 'six' });
  await inferTargets(tree, {});
  expect(project('layers/other')).toEqual({ name: 'named', $schema: expect.any(String) });
});

it('a second run, and one without explicit projects, change nothing', async () => {
  await inferTargets(tree, {});
  const before = filesOf(tree);
  await inferTargets(tree, {});
  expect(filesOf(tree)).toEqual(before);
});
