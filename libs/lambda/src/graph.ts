import { join, posix } from 'node:path';
import { readTextFile } from '@layerkit/artifact/text-file';
import {
  DependencyType,
  type CreateDependencies,
  type CreateDependenciesContext,
  type RawProjectGraphDependency,
} from '@nx/devkit';

export const name = '@layerkit/lambda/graph';

/**
 * Returns the edges from functions to their layers, and from both to the installed plugin that builds them.
 * Nx orders publish and deploy by them. `nx affected` finds the functions of a changed layer by them, and the
 * projects of a plugin whose version in package-lock.json changed.
 */
export const createDependencies: CreateDependencies = async (_options, context) => [
  ...(await layerEdges(context)),
  ...pluginEdges(context),
];

/**
 * Returns the edges for `layers` in function.json. An unknown project gets no edge. deploy reports it, so
 * that a mistake in one file does not stop every command of the workspace.
 */
const layerEdges = async (
  context: CreateDependenciesContext,
): Promise<readonly RawProjectGraphDependency[]> => {
  const edges = Object.entries(context.projects).map(async ([source, { root }]) => {
    const sourceFile = posix.join(root, 'function.json');
    const files = context.fileMap.projectFileMap[source] ?? [];
    if (!files.some(({ file }) => file === sourceFile)) return [];
    const layers = await layersNamedIn(join(context.workspaceRoot, sourceFile));
    return layers
      .filter((target) => target !== source && context.projects[target] !== undefined)
      .map((target): RawProjectGraphDependency => ({
        source,
        target,
        sourceFile,
        type: DependencyType.static,
      }));
  });
  return (await Promise.all(edges)).flat();
};

const plugins = ['@layerkit/layer', '@layerkit/lambda'];

/** Nx considers an executor’s package when it hashes a task, but not when it looks for affected projects. */
const pluginEdges = ({
  projects,
  externalNodes,
}: CreateDependenciesContext): readonly RawProjectGraphDependency[] => {
  const installed = plugins.filter((plugin) => externalNodes?.[`npm:${plugin}`] !== undefined);
  return Object.entries(projects).flatMap(([source, { targets = {} }]) => {
    const executors = Object.values(targets).map(({ executor = '' }) => executor);
    return installed
      .filter((plugin) => executors.some((executor) => executor.startsWith(`${plugin}:`)))
      .map((plugin) => ({ source, target: `npm:${plugin}`, type: DependencyType.implicit }));
  });
};

/** Reads the layers of a function.json, none if it is invalid: the executors report all its problems. */
const layersNamedIn = async (path: string): Promise<readonly string[]> => {
  try {
    const definition: unknown = JSON.parse(await readTextFile(path));
    if (typeof definition !== 'object' || definition === null || !('layers' in definition)) return [];
    const { layers } = definition;
    return Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [];
  } catch {
    return [];
  }
};
