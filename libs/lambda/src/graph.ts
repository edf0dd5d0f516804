import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import {
  DependencyType,
  type CreateDependencies,
  type CreateDependenciesContext,
  type RawProjectGraphDependency,
} from '@nx/devkit';

export const name = '@layerkit/lambda/graph';

/**
 * The edges from a function to its layers, and from both to the installed plugin that builds them. They give
 * the order of publish and deploy, and tell `nx affected` which functions a changed layer concerns, and which
 * projects a plugin that package-lock.json has in another version.
 */
export const createDependencies: CreateDependencies = async (_options, context) => [
  ...(await layerEdges(context)),
  ...pluginEdges(context),
];

/**
 * From `layers` in function.json. A name that is no project makes no edge here; deploy reports it, so that a
 * slip in one file does not stop every command of the workspace.
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

/** Nx knows of an executor’s package when it hashes, but not when it asks what is affected. */
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

/** Tolerant on purpose: a file with an error is the executors’ to report, with every problem in it. */
const layersNamedIn = async (path: string): Promise<readonly string[]> => {
  try {
    const definition: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof definition !== 'object' || definition === null || !('layers' in definition)) return [];
    const { layers } = definition;
    return Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [];
  } catch {
    return [];
  }
};
