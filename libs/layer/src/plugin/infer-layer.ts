import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { layerTargets } from './layer-targets.ts';
import { readLayerFacts } from './layer-facts.ts';

/**
 * The project of one layer.json. Its name is the folder’s, unless its project.json or package.json says another.
 * @throws LayerkitError definition/invalid where the file is no JSON object, or a function.json lies beside it
 */
export const inferLayer = async (
  file: string,
  _options: unknown,
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const root = dirname(file);
  await refuseFunctionBeside(workspaceRoot, root);
  const name = basename(join(workspaceRoot, root));
  const targets = layerTargets(await readLayerFacts(workspaceRoot, root));
  return { projects: { [root]: { name, root, tags: ['layerkit:layer'], targets } } };
};

const refuseFunctionBeside = async (workspaceRoot: string, root: string): Promise<void> => {
  const isThere = await access(join(workspaceRoot, root, 'function.json')).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  // Not before it is needed: every command of the workspace waits for what is loaded here.
  const { refuseTwoDefinitions } = await import('@layerkit/artifact');
  await refuseTwoDefinitions(workspaceRoot, root);
};
