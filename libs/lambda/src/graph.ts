import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DependencyType, type CreateDependencies, type RawProjectGraphDependency } from '@nx/devkit';

export const name = '@layerkit/lambda/graph';

/**
 * The edges from a function to its layers, from `layers` in function.json: they give the order of publish and
 * deploy, and tell `nx affected` which functions a changed layer concerns. A name that is no project makes no
 * edge here; deploy reports it, so that a slip in one file does not stop every command of the workspace.
 */
export const createDependencies: CreateDependencies = async (_options, context) => {
  const edges = Object.entries(context.projects).map(async ([source, { root }]) => {
    const sourceFile = `${root}/function.json`;
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
