import { basename, dirname, join } from 'node:path';
import { refuseTwoDefinitions } from '@layerkit/artifact/definition-files';
import { layerRoots } from '@layerkit/executors/table';
import type { CreateNodesContext, CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { inferredTargets } from './inferred-targets.ts';
import { readLayerFacts } from '../facts/layer-facts.ts';

/**
 * Infers the project of one layer.json. It is named after its folder, unless project.json or package.json has
 * a name.
 * @param files all layer.json of the workspace
 * @throws LayerkitError definition/invalid if the file is not a JSON object, or has a function.json next to
 * it
 */
export const inferLayer = async (
  file: string,
  files: readonly string[],
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const root = dirname(file);
  await refuseTwoDefinitions(workspaceRoot, root, 'layer.json');
  const name = basename(join(workspaceRoot, root));
  const facts = await readLayerFacts(workspaceRoot, root);
  const targets = inferredTargets(facts, root, await layerRoots(workspaceRoot, files, facts.providers));
  const description = facts.description ?? describeLayer(facts.runtimes);
  const project: ProjectConfiguration = {
    name,
    root,
    projectType: 'application',
    tags: ['layerkit:layer'],
    metadata: { description },
    targets,
  };
  return { projects: { [root]: project } };
};

const describeLayer = (runtimes: readonly string[]): string =>
  runtimes.length === 0 ? 'AWS Lambda layer' : `AWS Lambda layer for ${runtimes.join(', ')}`;
