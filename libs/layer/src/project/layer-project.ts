import { join } from 'node:path';
import {
  artifactDirectory,
  readLayerDefinition,
  refuseTwoDefinitions,
  targetsOf,
  type LayerDefinition,
} from '@layerkit/artifact';
import { outputRootIn, projectRootIn } from '@layerkit/executors';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { ExecutorContext } from '@nx/devkit';

/** The layer an executor was started for. */
export interface LayerProject {
  readonly name: string;
  readonly projectRoot: string;
  readonly outputRoot: string;
  readonly definition: LayerDefinition;
  /**
   * The targets asked for: all of the definition’s, or the one that `only` names: Nx keeps `--target` to
   * itself.
   */
  readonly targets: readonly Target[];
}

/**
 * Reads the layer of the project in Nx’s context.
 * @throws LayerkitError definition/*, platform/invalid-target
 */
export const openLayerProject = async (
  context: ExecutorContext,
  options: { readonly only?: string | undefined } = {},
): Promise<LayerProject> => {
  const name = context.projectName ?? '';
  const projectRoot = join(context.root, projectRootIn(context));
  await refuseTwoDefinitions(context.root, projectRootIn(context), 'layer.json');
  const definition = await readLayerDefinition(projectRoot);
  const targets = chosenTargets(targetsOf(definition), options.only);
  return { name, projectRoot, outputRoot: outputRootIn(context), definition, targets };
};

/** Where each target of the project is built to, in the order of its definition. */
export const artifactDirectories = ({ outputRoot, targets }: LayerProject): readonly string[] =>
  targets.map((target) => artifactDirectory(outputRoot, target));

const chosenTargets = (targets: readonly Target[], wanted: string | undefined): readonly Target[] => {
  if (wanted === undefined) return targets;
  const chosen = targets.filter((target) => formatTarget(target) === wanted);
  if (chosen.length > 0) return chosen;
  // Not parsed: whatever is wrong with it, what helps is the list of those there are.
  throw new LayerkitError({
    code: 'platform/invalid-target',
    message: `“${wanted}” is no target of this layer`,
    hint: `layer.json names ${targets.map(formatTarget).join(', ')}.`,
  });
};
