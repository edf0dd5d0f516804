import { basename, dirname, join } from 'node:path';
import { isOfAzure, readDefinitionFields, refuseTwoDefinitions } from '@layerkit/artifact/definition-files';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { inferredTargets } from './inferred-targets.ts';

/**
 * The project of one function.json, named after its folder unless its project.json or package.json says
 * another; none for that of an Azure function, which is called the same. What is wrong with a field is for
 * the executors to say.
 * @throws LayerkitError definition/invalid where the file is no JSON object, or a layer.json lies beside it
 */
export const inferFunction = async (
  file: string,
  _options: unknown,
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const definition = await readDefinitionFields(workspaceRoot, file);
  if (isOfAzure(definition)) return {};
  const root = dirname(file);
  await refuseTwoDefinitions(workspaceRoot, root, 'function.json');
  const { sources } = definition;
  const targets = inferredTargets(typeof sources === 'string' ? sources : 'src');
  const name = basename(join(workspaceRoot, root));
  return { projects: { [root]: { name, root, tags: ['layerkit:function'], targets } } };
};
