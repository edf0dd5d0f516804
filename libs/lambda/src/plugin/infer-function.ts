import { basename, dirname, join } from 'node:path';
import { isOfAzure, readDefinitionFields, refuseTwoDefinitions } from '@layerkit/artifact/definition-files';
import { layerRoots } from '@layerkit/executors/table';
import type { CreateNodesContext, CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { readFunctionFacts } from '../facts/function-facts.ts';
import { inferredTargets } from './inferred-targets.ts';

/**
 * Infers the project of one function.json. It is named after its folder, unless project.json or package.json
 * has a name. Returns no project for the function.json of an Azure function. The executors report invalid
 * fields.
 * @param layerFiles all layer.json of the workspace
 * @throws LayerkitError definition/invalid if the file is not a JSON object, or has a layer.json next to it
 */
export const inferFunction = async (
  file: string,
  layerFiles: readonly string[],
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const definition = await readDefinitionFields(workspaceRoot, file);
  if (isOfAzure(definition)) return {};
  const root = dirname(file);
  await refuseTwoDefinitions(workspaceRoot, root, 'function.json');
  const facts = await readFunctionFacts(workspaceRoot, root, definition);
  const hasPackages = facts.lockInputs.length > 0;
  const roots = hasPackages ? await layerRoots(workspaceRoot, layerFiles, facts.layers) : [];
  const name = basename(join(workspaceRoot, root));
  const project: ProjectConfiguration = {
    name,
    root,
    projectType: 'application',
    tags: ['layerkit:function'],
    metadata: { description: facts.description ?? describeFunction(facts.runtime) },
    targets: inferredTargets(facts, root, roots),
  };
  return { projects: { [root]: project } };
};

const describeFunction = (runtime: string | undefined): string =>
  runtime === undefined ? 'AWS Lambda function' : `AWS Lambda function for ${runtime}`;
