import { readJson, type NxJsonConfiguration } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import init from './init.ts';

it('a workspace is set up for layers and functions, once', async () => {
  const tree = emptyWorkspace();
  await init(tree, {});
  expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toEqual([
    '@layerkit/layer/plugin',
    '@layerkit/lambda/plugin',
  ]);
  expect(readJson<{ devDependencies: object }>(tree, 'package.json').devDependencies).toEqual({
    '@layerkit/lambda': expect.any(String),
    '@layerkit/layer': expect.any(String),
  });
  const before = filesOf(tree);
  await init(tree, {});
  expect(filesOf(tree)).toEqual(before);
});
