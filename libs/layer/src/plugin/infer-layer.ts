import { basename, dirname, join } from 'node:path';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { layerTargets } from './layer-targets.ts';
import { readLayerFacts } from './layer-facts.ts';

/**
 * The project of one layer.json. Its name is the folder’s, unless its project.json or package.json says another.
 * @throws LayerkitError definition/invalid where the file is no JSON object
 */
export const inferLayer = async (
  file: string,
  _options: unknown,
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const root = dirname(file);
  const name = basename(join(workspaceRoot, root));
  const targets = layerTargets(await readLayerFacts(workspaceRoot, root));
  return { projects: { [root]: { name, root, targets } } };
};
