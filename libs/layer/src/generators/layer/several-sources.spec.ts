import { readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import layer from './layer.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';

/** Runs the generator and returns the new files in apps. */
const newFiles = async (tree: Tree, options: LayerGeneratorSchema): Promise<readonly string[]> => {
  const before = filesOf(tree);
  await layer(tree, options);
  return Object.keys(filesOf(tree)).filter((path) => path.startsWith('apps/') && !(path in before));
};

it('a new layer takes code from several folders and projects, and its build depends on them', async () => {
  const tree = emptyWorkspace();
  tree.write('packages/core/project.json', '{ "name": "core" }');
  tree.write('packages/plain/plain.py', '');
  expect(
    await newFiles(tree, {
      name: 'both',
      directory: 'apps/both',
      sources: 'core, ../../packages/plain',
      explicit: true,
    }),
  ).toEqual(['apps/both/layer.json', 'apps/both/project.json']);
  expect(readJson(tree, 'apps/both/layer.json')).toMatchObject({
    sources: ['core', '../../packages/plain'],
  });
  expect(
    await newFiles(tree, { name: 'one', directory: 'apps/one', sources: 'core', explicit: true }),
  ).toEqual(['apps/one/layer.json', 'apps/one/project.json']);
  expect(readProjectConfiguration(tree, 'both').targets?.['build']?.inputs).toEqual([
    'layerkit',
    '{workspaceRoot}/packages/core/**/*',
    '{workspaceRoot}/packages/plain/**/*',
    { externalDependencies: ['@layerkit/layer'] },
  ]);
});
