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

it('the first layer is attached, and the rest of function.json stays', async () => {
  await add('one');
  expect(readJson(tree, 'apps/orchestrator/function.json')).toEqual({
    functionName: 'orchestrator',
    runtime: 'python3.12',
    handler: 'app.handle',
    layers: ['one'],
  });
});

it('further layers are attached last, or at their position', async () => {
  for (const name of ['one', 'two']) await add(name);
  expect(attached()).toEqual(['one', 'two']);
  await add('three', 1);
  await add('four', 3);
  await add('five', 5);
  expect(attached()).toEqual(['three', 'one', 'four', 'two', 'five']);
});

it('nx.json gets the plugin that finds the layers of a function', async () => {
  await add('one');
  expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toContain('@layerkit/lambda/plugin');
});

it('a layer without project.json is found only if Nx infers it', async () => {
  tree.delete('apps/one/project.json');
  await expect(add('one')).rejects.toThrow(/^workspace\/unknown-project: /);
  tree.write('nx.json', JSON.stringify({ plugins: [{ plugin: '@layerkit/layer/plugin' }] }));
  await add('one');
  expect(attached()).toEqual(['one']);
});

it('an inferred layer that is the whole workspace is found by its folder’s name', async () => {
  tree.write('layer.json', JSON.stringify({ layerName: 'whole', runtimes: ['python3.12'], sources: 'src' }));
  const name = basename(tree.root);
  updateJson(tree, 'nx.json', (nxJson: object) => ({ ...nxJson, plugins: ['@layerkit/layer/plugin'] }));
  await add(name);
  expect(attached()).toEqual([name]);
});

it('the ARN of a layer version is attached as it is, and other ARNs are refused', async () => {
  const arn = 'arn:aws:lambda:{region}:123456789012:layer:vendor-{architecture}:7';
  await add('one');
  await add(arn, 1);
  expect(attached()).toEqual([arn, 'one']);
  await add('two');
  expect(attached()).toEqual([arn, 'one', 'two']);
  await expect(add('arn:aws:lambda:eu-west-1:123456789012:layer:vendor')).rejects.toThrow(
    /^definition\/invalid: [^]*layers\.3: must be a project, or the ARN/,
  );
});

it.each([undefined, 1])('an attached layer changes nothing (position %s)', async (position) => {
  await add('one');
  await add('two');
  const before = filesOf(tree);
  await add('one', position);
  expect(filesOf(tree)).toEqual(before);
});

describe('before anything is written, an error reports', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    [
      'an unknown function',
      () => add('one', undefined, 'orchestra'),
      /^workspace\/unknown-project: .*“orchestra” in this workspace\n.*Use a function of this workspace: broken, full, orchestrator\./,
    ],
    [
      'a layer instead of a function',
      () => add('one', undefined, 'two'),
      /“two” in apps\/two is not a function: it has no function\.json/,
    ],
    [
      'an unknown layer',
      () => add('seven'),
      /^workspace\/unknown-project: [^]*Use a layer of this workspace: five, four, old, one, six, three, two\./,
    ],
    [
      'a layer for another target',
      () => add('old'),
      /^deploy\/incompatible-layer: orchestrator runs on python3\.12\/x86_64[^]*- old is built for python3\.11 on arm64\n/,
    ],
    [
      'another position of an attached layer',
      () => add('two', 1),
      /^workspace\/conflict: two is already attached to orchestrator at position 2, not 1/,
    ],
    [
      'a position after the last',
      () => add('three', 4),
      /invalid position 4: .* has 2 layers\n.*from 1 to 3/,
    ],
    ['a position before the first', () => add('three', 0), /invalid position 0/],
    [
      'a sixth layer',
      () => add('six', undefined, 'full'),
      /^definition\/invalid: full would have 6 layers, .* allows 5 per function: one, two, three, four, five, six/,
    ],
    [
      'an invalid function.json',
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
