import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactDirectory, outputRootOf, readLayerArtifact, type LayerArtifact } from '@layerkit/artifact';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { didYouMean, isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { FunctionStack } from '@layerkit/packaging';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { AttachedLayer } from '@layerkit/publishing/functions';
import type { ExecutorContext } from '@nx/devkit';
import type { FunctionProject } from './function-project.ts';

/**
 * Reads the built layers of a function, in the order of function.json.
 * @throws LayerkitError deploy/unknown-layer-project, definition/*, artifact/missing, artifact/invalid
 */
export const readAttachedLayers = async (
  project: FunctionProject,
  context: ExecutorContext,
): Promise<readonly AttachedLayer[]> => {
  await refuseUnknownLayers(project, context);
  return Promise.all(
    (project.definition.layers ?? []).map(async (layer) => ({
      project: layer,
      artifacts: await readArtifacts(context.root, rootOf(layer, context) ?? ''),
    })),
  );
};

/** Returns the builds of attached layers for a target as zips of a stack, named after their projects. */
export const stackedLayers = (attached: readonly AttachedLayer[], target: Target): FunctionStack['layers'] =>
  attached.flatMap(({ project, artifacts }) =>
    artifacts
      .filter(({ manifest }) => formatTarget(manifest.target) === formatTarget(target))
      .map(({ zipPath, manifest }) => ({ name: project, zipPath, targets: [manifest.target], manifest })),
  );

/**
 * Checks that each layer of function.json is a layer project. build checks it too, although its zip contains
 * no layer, so that Nx never caches a function that can’t be deployed.
 * @throws LayerkitError deploy/unknown-layer-project
 */
export const refuseUnknownLayers = async (
  { name, definition }: FunctionProject,
  context: ExecutorContext,
): Promise<void> => {
  const problems = await Promise.all(
    (definition.layers ?? []).map((layer) => problemOf(layer, rootOf(layer, context), context)),
  );
  refuse(
    name,
    problems.filter((problem) => problem !== undefined),
  );
};

/**
 * Reads the builds of a function’s layers for its target. Returns undefined if one is missing or incomplete.
 */
export const layersBuiltSoFar = async (
  { definition }: FunctionProject,
  context: ExecutorContext,
): Promise<readonly LayerArtifact[] | undefined> => {
  const roots = (definition.layers ?? []).map((layer) => rootOf(layer, context));
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

/** Returns the problem with a layer of function.json: an unknown project, or a project without layer.json. */
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
    message: `function.json of ${name} names layers that are not layer projects of this workspace`,
    problems,
    hint: 'Run nx show projects for the names. List them under layers in the order in which Lambda merges them.',
  });
};
