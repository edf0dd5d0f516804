import { join } from 'node:path';
import { artifactDirectory, outputRootOf } from '@layerkit/artifact';
import {
  readLayerDefinition,
  refuseTwoDefinitions,
  targetsOf,
  type LayerDefinition,
} from '@layerkit/artifact/definition';
import { outputRootIn, projectRootIn } from '@layerkit/executors';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { ExecutorContext } from '@nx/devkit';
import { withNamedSources } from './named-sources.ts';

/** The layer that an executor runs for. */
export interface LayerProject {
  readonly name: string;
  readonly projectRoot: string;
  readonly outputRoot: string;
  readonly definition: LayerDefinition;
  /**
   * All targets of the definition, or the one that `only` names. Nx reserves the name `--target`.
   */
  readonly targets: readonly Target[];
  /** The folders of the layers that `providedBy` names, by their projects. Unknown projects are missing. */
  readonly providers: Readonly<Record<string, string>>;
  /** Their output folders. */
  readonly outputRoots: Readonly<Record<string, string>>;
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
  const { projects } = context.projectsConfigurations;
  const definition = await withNamedSources(await readLayerDefinition(projectRoot), {
    workspaceRoot: context.root,
    root: projectRootIn(context),
    roots: new Map(Object.entries(projects).map(([project, { root }]) => [project, root])),
  });
  const targets = chosenTargets(targetsOf(definition), options.only);
  const others = (definition.providedBy ?? []).flatMap((other) => {
    const root = context.projectsConfigurations.projects[other]?.root;
    return root === undefined ? [] : [[other, root] as const];
  });
  const providers = Object.fromEntries(others.map(([other, root]) => [other, join(context.root, root)]));
  const outputRoots = Object.fromEntries(
    others.map(([other, root]) => [other, outputRootOf(context.root, root)]),
  );
  return {
    name,
    projectRoot,
    outputRoot: outputRootIn(context),
    definition,
    targets,
    providers,
    outputRoots,
  };
};

/** Returns the artifact folder of each target of the project, in the order of its definition. */
export const artifactDirectories = ({ outputRoot, targets }: LayerProject): readonly string[] =>
  targets.map((target) => artifactDirectory(outputRoot, target));

const chosenTargets = (targets: readonly Target[], wanted: string | undefined): readonly Target[] => {
  if (wanted === undefined) return targets;
  const chosen = targets.filter((target) => formatTarget(target) === wanted);
  if (chosen.length > 0) return chosen;
  throw new LayerkitError({
    code: 'platform/invalid-target',
    message: `“${wanted}” is not a target of this layer`,
    hint: `Use one of: ${targets.map(formatTarget).join(', ')}.`,
  });
};
