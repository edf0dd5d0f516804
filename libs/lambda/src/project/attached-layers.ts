import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactDirectory, outputRootOf, readLayerArtifact, type LayerArtifact } from '@layerkit/artifact';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { didYouMean, isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { FunctionStack } from '@layerkit/packaging';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { isLayerArn } from '@layerkit/platform-resolution/layer-arns';
import { isThirdParty, type AttachedLayer, type ProjectLayer } from '@layerkit/publishing/functions';
import type { ExecutorContext } from '@nx/devkit';
import type { LookInto } from './third-party-layers.ts';
import type { ProjectFunction } from './project-functions.ts';

/** A function with its project, as far as its layers matter. */
type Layered = Pick<ProjectFunction, 'project' | 'definition'>;

/**
 * Reads the built layers of a function, and looks into third-party ones, in the order of function.json.
 * @throws LayerkitError deploy/unknown-layer-project, definition/*, artifact/missing, artifact/invalid
 */
export const readAttachedLayers = async (
  one: Layered,
  context: ExecutorContext,
  lookInto: LookInto,
): Promise<readonly AttachedLayer[]> => {
  await refuseUnknownLayers([one], context);
  return Promise.all(
    (one.definition.layers ?? []).map(async (layer) =>
      isLayerArn(layer)
        ? lookInto(layer)
        : { project: layer, artifacts: await readArtifacts(context.root, rootOf(layer, context) ?? '') },
    ),
  );
};

/**
 * Returns attached layers as a stack: builds for a target, named after their projects, and third-party ones,
 * named by their ARNs.
 */
export const stackedLayers = (
  attached: readonly AttachedLayer[],
  target: Target,
): Pick<FunctionStack, 'layers' | 'unread'> => ({
  layers: attached.flatMap((layer) => {
    if (!isThirdParty(layer)) return stackedBuilds(layer, target);
    const { arn: name, content } = layer;
    return content.status === 'read' ? [{ name, zipPath: content.zipPath, targets: content.targets }] : [];
  }),
  unread: attached.flatMap((layer) => {
    if (!isThirdParty(layer) || layer.content.status === 'read') return [];
    const { arn: name, content } = layer;
    return [{ name, reason: content.status === 'missing' ? 'AWS does not have it' : content.reason }];
  }),
});

const stackedBuilds = ({ project, artifacts }: ProjectLayer, target: Target): FunctionStack['layers'] =>
  artifacts
    .filter(({ manifest }) => formatTarget(manifest.target) === formatTarget(target))
    .map(({ zipPath, manifest }) => ({ name: project, zipPath, targets: [manifest.target], manifest }));

/**
 * Checks that each layer of a project’s functions is a layer project or an ARN. build checks it too, although its zip contains
 * no layer, so that Nx never caches a function that can’t be deployed.
 * @throws LayerkitError deploy/unknown-layer-project
 */
export const refuseUnknownLayers = async (
  functions: readonly Layered[],
  context: ExecutorContext,
): Promise<void> => {
  const layers = new Set(functions.flatMap(({ definition }) => projectLayers(definition)));
  const problems = await Promise.all(
    [...layers].map((layer) => problemOf(layer, rootOf(layer, context), context)),
  );
  refuse(
    functions[0]?.project ?? '',
    problems.filter((problem) => problem !== undefined),
  );
};

/**
 * Reads the builds of a function’s layers for its target, without those that it names by ARN. Returns undefined if one is
 * missing or incomplete.
 */
export const layersBuiltSoFar = async (
  { definition }: Pick<Layered, 'definition'>,
  context: ExecutorContext,
): Promise<readonly LayerArtifact[] | undefined> => {
  const roots = projectLayers(definition).map((layer) => rootOf(layer, context));
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

/** Returns the layers of function.json that are projects of the workspace. */
const projectLayers = ({ layers = [] }: ProjectFunction['definition']): readonly string[] =>
  layers.filter((layer) => !isLayerArn(layer));

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
    message: `function.json of ${name} names layers that are neither layer projects of this workspace nor ARNs`,
    problems,
    hint: 'Run nx show projects for the names. A layer of someone else is an ARN in layers, with its number at the end.',
  });
};
