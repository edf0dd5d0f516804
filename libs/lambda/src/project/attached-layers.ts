import { join } from 'node:path';
import {
  artifactDirectory,
  outputRootOf,
  readLayerArtifact,
  readLayerDefinition,
  targetsOf,
  type LayerArtifact,
} from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { AttachedLayer } from '@layerkit/publishing';
import type { ExecutorContext } from '@nx/devkit';
import type { FunctionProject } from './function-project.ts';

/**
 * The built layers of a function, in the order of function.json.
 * @throws LayerkitError deploy/unknown-layer-project, definition/*, artifact/missing, artifact/invalid
 */
export const readAttachedLayers = async (
  { name, definition }: FunctionProject,
  context: ExecutorContext,
): Promise<readonly AttachedLayer[]> => {
  const projects = context.projectsConfigurations.projects;
  const unknown = definition.layers.filter((layer) => projects[layer] === undefined);
  if (unknown.length > 0) throw unknownProjects(name, unknown);
  return Promise.all(
    definition.layers.map(async (project) => ({
      project,
      artifacts: await readArtifacts(context.root, projects[project]?.root ?? ''),
    })),
  );
};

const readArtifacts = async (workspaceRoot: string, root: string): Promise<readonly LayerArtifact[]> => {
  const targets = targetsOf(await readLayerDefinition(join(workspaceRoot, root)));
  const outputRoot = outputRootOf(workspaceRoot, root);
  return Promise.all(targets.map((target) => readLayerArtifact(artifactDirectory(outputRoot, target))));
};

const unknownProjects = (name: string, unknown: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'deploy/unknown-layer-project',
    message: `function.json of ${name} names layers that are no projects of this workspace`,
    problems: unknown,
    hint: 'nx show projects lists the names; layers wants them in the order Lambda is to merge them.',
  });
