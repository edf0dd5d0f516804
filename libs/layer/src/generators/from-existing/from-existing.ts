import { basename } from 'node:path';
import {
  asGenerator,
  listOf,
  placeProject,
  refuseOverwriting,
  setUpWorkspace,
  writesTargets,
  writeUnformatted,
} from '@layerkit/scaffolding';
import { parseArchitecture, parseRuntime } from '@layerkit/platform-resolution';
import { showLine } from '@layerkit/terminal';
import { logger, runTasksInSerial, type GeneratorCallback, type Tree } from '@nx/devkit';
import { addLayerProject } from '../layer/add-layer-project.ts';
import { keepLayer } from '../layer/keep-layer.ts';
import { adoptedLayer } from './adopted-layer.ts';
import { describeDefaults } from './describe-defaults.ts';
import { lockAdoptedLayer } from './lock-adopted-layer.ts';
import { readExisting } from './read-existing.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

/** Options → place → existing layer → files → workspace. The lock is made once everything is on disk. */
const write = async (tree: Tree, options: FromExistingGeneratorSchema): Promise<GeneratorCallback> => {
  const name = options.name.trim();
  const asked = {
    runtimes: listOf(options.runtime)?.map(parseRuntime),
    architectures: listOf(options.architectures)?.map(parseArchitecture),
  };
  const directory = options.directory === '' ? undefined : options.directory;
  const place = await placeProject(tree, { name, directory, definition: 'layer.json' });
  const { root } = place;
  const existing = await readExisting({ workspaceRoot: tree.root, options, ...asked });
  const { wanted, brought, files } = adoptedLayer(existing, { ...options, name, directory });
  const defaults = place.present === undefined ? describeDefaults(originOf(options), existing) : [];
  for (const line of [...existing.adoption.messages, ...defaults, ...existing.messages])
    logger.info(showLine(line));
  const layer = { ...wanted, root, brought, inferred: !writesTargets(tree, 'layer', options.explicit) };
  if (place.present !== undefined)
    await keepLayer(tree, { ...layer, present: place.present, isProject: place.isProject });
  else {
    refuseOverwriting(tree, root, files);
    await addLayerProject(tree, layer);
    writeUnformatted(
      tree,
      files.map(({ path, content }) => ({ path: `${root}/${path}`, content })),
    );
  }
  const install = setUpWorkspace(tree, { ...options, plugins: ['layer'] });
  const { adoption } = existing;
  const lock = () => lockAdoptedLayer({ workspaceRoot: tree.root, root, adoption });
  return options.skipLock === true ? install : runTasksInSerial(install, lock);
};

const originOf = ({ requirements }: FromExistingGeneratorSchema): string =>
  requirements ? basename(requirements) : 'The zip';

export default asGenerator(write);
