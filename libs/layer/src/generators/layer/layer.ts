import {
  asGenerator,
  placeProject,
  projectRoots,
  setUpWorkspace,
  writesTargets,
} from '@layerkit/scaffolding';
import { runTasksInSerial, type Tree } from '@nx/devkit';
import { addLayerProject } from './add-layer-project.ts';
import { sourcesOf } from './contents.ts';
import { keepLayer } from './keep-layer.ts';
import { lockNewLayer } from './lock-new-layer.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';
import { wantedLayer } from './wanted-layer.ts';

/** Options → place → files → workspace. The lock is made once everything is on disk. */
const write = async (tree: Tree, options: LayerGeneratorSchema) => {
  const wanted = wantedLayer(tree, options);
  const place = await placeProject(tree, { ...wanted, definition: 'layer.json' });
  const layer = { ...wanted, root: place.root, inferred: !writesTargets(tree, 'layer', options.explicit) };
  if (place.present === undefined)
    await addLayerProject(tree, { ...layer, sources: sourcesOf(tree, layer, options.requirements) });
  else await keepLayer(tree, { ...layer, present: place.present, isProject: place.isProject });
  const install = setUpWorkspace(tree, { ...options, plugins: ['layer'] });
  const roots = await projectRoots(tree);
  const lock = () => lockNewLayer({ workspaceRoot: tree.root, name: wanted.name, root: place.root, roots });
  return options.skipLock === true ? install : runTasksInSerial(install, lock);
};

export default asGenerator(write);
