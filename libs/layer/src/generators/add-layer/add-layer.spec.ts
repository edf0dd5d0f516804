import { basename } from 'node:path';
import { readJson, updateJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import addLayer from './add-layer.ts';

let tree: Tree;

const add = (layer: string, position?: number, to = 'orchestrator'): Promise<unknown> =>
  addLayer(tree, { function: to, layer, position });

const writeProject = (name: string, file: string, definition: object): void => {
  tree.write(`apps/${name}/project.json`, JSON.stringify({ name }));
  tree.write(`apps/${name}/${file}`, JSON.stringify(definition));
};

const writeLayer = (name: string, runtimes = ['python3.12'], architectures = ['x86_64', 'arm64']): void =>
  writeProject(name, 'layer.json', { layerName: name, runtimes, architectures, sources: 'src' });

const writeFunction = (name: string, fields: object): void =>
  writeProject(name, 'function.json', {
    functionName: name,
    runtime: 'python3.12',
    handler: 'app.handle',
    ...fields,
  });

const attached = (): unknown =>
  readJson<{ layers?: unknown }>(tree, 'apps/orchestrator/function.json').layers;

beforeEach(() => {
  tree = emptyWorkspace();
  for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) writeLayer(name);
  writeFunction('orchestrator', {});
});

it('attaches the first layer, and keeps everything else that function.json says', async () => {
  await add('one');
  expect(readJson(tree, 'apps/orchestrator/function.json')).toEqual({
    functionName: 'orchestrator',
    runtime: 'python3.12',
    handler: 'app.handle',
    layers: ['one'],
  });
});

it('attaches further layers behind the others, or at their place', async () => {
  for (const name of ['one', 'two']) await add(name);
  expect(attached()).toEqual(['one', 'two']);
  await add('three', 1);
  await add('four', 3);
  await add('five', 5);
  expect(attached()).toEqual(['three', 'one', 'four', 'two', 'five']);
});

it('makes sure that Nx sees the layers of a function', async () => {
  await add('one');
  expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toContain('@layerkit/lambda/graph');
});

it('finds a layer without project.json where Nx does, and only there', async () => {
  tree.delete('apps/one/project.json');
  await expect(add('one')).rejects.toThrow(/^workspace\/unknown-project: /);
  tree.write('nx.json', JSON.stringify({ plugins: [{ plugin: '@layerkit/layer/plugin' }] }));
  await add('one');
  expect(attached()).toEqual(['one']);
});

it('finds a layer that is the whole workspace where Nx does, by the name that it gives it', async () => {
  tree.write('layer.json', JSON.stringify({ layerName: 'whole', runtimes: ['python3.12'], sources: 'src' }));
  const name = basename(tree.root);
  updateJson(tree, 'nx.json', (nxJson: object) => ({ ...nxJson, plugins: ['@layerkit/layer/plugin'] }));
  await add(name);
  expect(attached()).toEqual([name]);
});

it.each([undefined, 1])('changes nothing where it is attached already (position %s)', async (position) => {
  await add('one');
  await add('two');
  const before = filesOf(tree);
  await add('one', position);
  expect(filesOf(tree)).toEqual(before);
});

describe('an error before anything is written', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    [
      'no such function',
      () => add('one', undefined, 'orchestra'),
      /^workspace\/unknown-project: .*“orchestra” in this workspace\n.*Use a function of this workspace: broken, full, orchestrator\./,
    ],
    [
      'a layer in place of the function',
      () => add('one', undefined, 'two'),
      /“two” in apps\/two is not a function: it has no function\.json/,
    ],
    [
      'no such layer',
      () => add('seven'),
      /^workspace\/unknown-project: [^]*Use a layer of this workspace: five, four, old, one, six, three, two\./,
    ],
    [
      'a layer for another target',
      () => add('old'),
      /^deploy\/incompatible-layer: orchestrator runs on python3\.12\/x86_64[^]*- old is built for python3\.11 on arm64\n/,
    ],
    [
      'another place than it has',
      () => add('two', 1),
      /^workspace\/conflict: two is attached to orchestrator already: it is number 2, not 1/,
    ],
    ['a place there is none of', () => add('three', 4), /has 2 layers: there is no place 4\n.*from 1 to 3/],
    ['a place before the first', () => add('three', 0), /there is no place 0/],
    [
      'a sixth layer',
      () => add('six', undefined, 'full'),
      /^definition\/invalid: full would have 6 layers, .* allows 5 per function: one, two, three, four, five, six/,
    ],
    [
      'a broken function.json',
      () => add('one', undefined, 'broken'),
      /^definition\/invalid: apps\/broken\/function\.json/,
    ],
  ];

  it.each(cases)('%s', async (_, run, message) => {
    writeLayer('old', ['python3.11'], ['arm64']);
    writeFunction('orchestrator', { layers: ['one', 'two'] });
    writeFunction('full', { layers: ['one', 'two', 'three', 'four', 'five'] });
    writeFunction('broken', { runtime: 'python2.7' });
    const before = filesOf(tree);
    await expect(run()).rejects.toThrow(message);
    expect(filesOf(tree)).toEqual(before);
  });
});
