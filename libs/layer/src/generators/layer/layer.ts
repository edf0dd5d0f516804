import {
  asGenerator,
  inferencePlugin,
  placeProject,
  setUpWorkspace,
  usesPlugin,
} from '@layerkit/scaffolding';
import { readNxJson, runTasksInSerial, type Tree } from '@nx/devkit';
import { addLayerProject } from './add-layer-project.ts';
import { checkPresentLayer } from './check-present-layer.ts';
import { lockNewLayer } from './lock-new-layer.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';
import { wantedLayer } from './wanted-layer.ts';

/** Options → place → files → workspace; the lock comes when all of it is on disk. */
const write = (tree: Tree, options: LayerGeneratorSchema) => {
  const wanted = wantedLayer(options);
  const place = placeProject(tree, { ...wanted, definition: 'layer.json' });
  if (place.present !== undefined) checkPresentLayer(tree, { ...wanted, ...place, present: place.present });
  else addLayerProject(tree, { ...wanted, root: place.root, inferred: usesInference(tree) });
  const install = setUpWorkspace(tree, { ...options, plugins: ['layer'] });
  const lock = () => lockNewLayer({ workspaceRoot: tree.root, name: wanted.name, root: place.root });
  return options.skipLock === true ? install : runTasksInSerial(install, lock);
};

const usesInference = (tree: Tree): boolean => usesPlugin(readNxJson(tree) ?? {}, inferencePlugin);

export default asGenerator(write);
