import { parseFunctionDefinition } from '@layerkit/artifact/definition';
import {
  asGenerator,
  findFunctionProject,
  findLayerProjects,
  refuseUnfitLayers,
  setUpWorkspace,
} from '@layerkit/scaffolding';
import { updateJson, type Tree } from '@nx/devkit';
import { placeLayer } from './place-layer.ts';
import type { AddLayerGeneratorSchema } from './schema.d.ts';

const write = async (tree: Tree, { function: name, layer, position }: AddLayerGeneratorSchema) => {
  const { root, definition } = await findFunctionProject(tree, name);
  const before = definition.layers ?? [];
  await findLayerProjects(tree, [layer]);
  const layers = placeLayer(before, { function: name, layer, position });
  refuseUnfitLayers(name, definition, await findLayerProjects(tree, layers));
  await parseFunctionDefinition(JSON.stringify({ ...definition, layers }), `${root}/function.json`);
  if (layers.length > before.length)
    updateJson<object, object>(tree, `${root}/function.json`, (fields) => ({ ...fields, layers }));
  return setUpWorkspace(tree, { plugins: ['layer', 'lambda'] });
};

export default asGenerator(write);
