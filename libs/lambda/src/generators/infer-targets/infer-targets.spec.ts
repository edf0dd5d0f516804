import { readJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace } from '@layerkit/testing-workspaces';
import lambdaFunction from '../function/function.ts';
import inferTargets from './infer-targets.ts';

let tree: Tree;
beforeEach(async () => {
  tree = emptyWorkspace();
  tree.write('apps/whole/app.py', '');
  await lambdaFunction(tree, { name: 'usual', explicit: true });
  await lambdaFunction(tree, { name: 'whole', handler: 'app.handle', sources: '.' });
});

it('functions as generators write them need no project.json anymore, and nx.json no defaults', async () => {
  expect(tree.exists('apps/whole/project.json')).toBe(true);
  await inferTargets(tree, {});
  for (const name of ['usual', 'whole']) expect(tree.exists(`apps/${name}/project.json`)).toBe(false);
  const { plugins, targetDefaults = {}, namedInputs = {} } = readJson<NxJsonConfiguration>(tree, 'nx.json');
  expect(plugins).toEqual(['@layerkit/lambda/plugin']);
  expect(Object.keys(targetDefaults).filter((name) => name.includes('layerkit'))).toEqual([]);
  expect(namedInputs).not.toHaveProperty('layerkit');
});

it('a project that is not a function is an error', async () => {
  await expect(inferTargets(tree, { project: 'web' })).rejects.toThrow(/^workspace\/unknown-project: /);
});
