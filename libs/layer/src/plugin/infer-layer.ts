import { basename, dirname, join } from 'node:path';
import { refuseTwoDefinitions } from '@layerkit/artifact/definition-files';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { inferredTargets } from './inferred-targets.ts';
import { readLayerFacts } from './layer-facts.ts';

/**
 * The project of one layer.json. Its name is the folder’s, unless its project.json or package.json says
 * another.
 * @throws LayerkitError definition/invalid where the file is no JSON object, or a function.json lies beside
 * it
 */
export const inferLayer = async (
  file: string,
  _options: unknown,
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const root = dirname(file);
  await refuseTwoDefinitions(workspaceRoot, root, 'layer.json');
  const name = basename(join(workspaceRoot, root));
  const targets = inferredTargets(await readLayerFacts(workspaceRoot, root));
  return { projects: { [root]: { name, root, tags: ['layerkit:layer'], targets } } };
};
