import { basename, dirname, join } from 'node:path';
import { isOfAzure, readDefinitionFields, refuseTwoDefinitions } from '@layerkit/artifact/definition-files';
import type { CreateNodesContext, CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { functionFacts } from '../facts/function-facts.ts';
import { inferredTargets } from './inferred-targets.ts';

/**
 * Infers the project of one function.json. It is named after its folder, unless project.json or package.json
 * has a name. Returns no project for the function.json of an Azure function. The executors report invalid
 * fields.
 * @throws LayerkitError definition/invalid if the file is not a JSON object, or has a layer.json next to it
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
  const { sources, description } = functionFacts(definition);
  const targets = await inferredTargets({ workspaceRoot, root, sources });
  const name = basename(join(workspaceRoot, root));
  const project: ProjectConfiguration = {
    name,
    root,
    projectType: 'application',
    tags: ['layerkit:function'],
    ...(description !== undefined && { metadata: { description } }),
    targets,
  };
  return { projects: { [root]: project } };
};
