import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  artifactDirectory,
  outputRootOf,
  readLayerArtifact,
  readLayerDefinition,
  targetsOf,
  type LayerArtifact,
} from '@layerkit/artifact';
import { didYouMean, isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { AttachedLayer } from '@layerkit/publishing';
import type { ExecutorContext } from '@nx/devkit';
import type { FunctionProject } from './function-project.ts';

/**
 * The built layers of a function, in the order of function.json.
 * @throws LayerkitError deploy/unknown-layer-project, definition/*, artifact/missing, artifact/invalid
 */
export const readAttachedLayers = async (
  project: FunctionProject,
  context: ExecutorContext,
): Promise<readonly AttachedLayer[]> => {
  await refuseUnknownLayers(project, context);
  return Promise.all(
    project.definition.layers.map(async (layer) => ({
      project: layer,
      artifacts: await readArtifacts(context.root, rootOf(layer, context) ?? ''),
    })),
  );
};

/**
 * Makes sure that each layer of function.json is a layer project. Build asks it too, though its zip has
 * nothing of the layers in it: what is cached then is not a function that can’t be deployed.
 * @throws LayerkitError deploy/unknown-layer-project
 */
export const refuseUnknownLayers = async (
  { name, definition }: FunctionProject,
  context: ExecutorContext,
): Promise<void> => {
  const problems = await Promise.all(
    definition.layers.map((layer) => problemOf(layer, rootOf(layer, context), context)),
  );
  refuse(
    name,
    problems.filter((problem) => problem !== undefined),
  );
};

/** The builds of its layers for its own target that are there and whole; undefined where one is not. */
export const layersBuiltSoFar = async (
  { definition }: FunctionProject,
  context: ExecutorContext,
): Promise<readonly LayerArtifact[] | undefined> => {
  const roots = definition.layers.map((layer) => rootOf(layer, context));
  try {
    return await Promise.all(
      roots.map((root = '') =>
        readLayerArtifact(artifactDirectory(outputRootOf(context.root, root), definition)),
      ),
    );
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};

const rootOf = (layer: string, { projectsConfigurations }: ExecutorContext): string | undefined =>
  projectsConfigurations.projects[layer]?.root;

const readArtifacts = async (workspaceRoot: string, root: string): Promise<readonly LayerArtifact[]> => {
  const targets = targetsOf(await readLayerDefinition(join(workspaceRoot, root)));
  const outputRoot = outputRootOf(workspaceRoot, root);
  return Promise.all(targets.map((target) => readLayerArtifact(artifactDirectory(outputRoot, target))));
};

/** A project of another kind is as wrong as none: what it lacks is said here, not when it is read. */
const problemOf = async (
  layer: string,
  root: string | undefined,
  context: ExecutorContext,
): Promise<string | undefined> => {
  if (root === undefined) {
    const names = Object.keys(context.projectsConfigurations.projects);
    return `${layer}: there is no such project${didYouMean(layer, names)}`;
  }
  const isLayer = await access(join(context.root, root, 'layer.json')).then(
    () => true,
    () => false,
  );
  return isLayer ? undefined : `${layer}: the project in ${root} has no layer.json`;
};

const refuse = (name: string, problems: readonly string[]): void => {
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'deploy/unknown-layer-project',
    message: `function.json of ${name} names layers that are no layer projects of this workspace`,
    problems,
    hint: 'nx show projects lists the names; layers wants them in the order Lambda is to merge them.',
  });
};
