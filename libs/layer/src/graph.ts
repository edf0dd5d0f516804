import { posix } from 'node:path';
import {
  DependencyType,
  type CreateDependencies,
  type CreateDependenciesContext,
  type RawProjectGraphDependency,
} from '@nx/devkit';
import { ownerOf } from '@layerkit/executors/sources';
import { readLayerFacts } from './facts/layer-facts.ts';

export const name = '@layerkit/layer/graph';

/**
 * Returns the edges from layers to the projects whose code they contain (those that `sources` names, and those of the local
 * packages in the requirements), and to the layers that have packages of them. `nx affected` finds the layers of a changed
 * package by them.
 */
export const createDependencies: CreateDependencies = async (_options, context) => {
  const edges = Object.keys(context.projects).map((source) => edgesOf(source, context));
  return (await Promise.all(edges)).flat();
};

const edgesOf = async (
  source: string,
  { projects, fileMap, workspaceRoot }: CreateDependenciesContext,
): Promise<readonly RawProjectGraphDependency[]> => {
  const root = projects[source]?.root ?? '';
  const sourceFile = posix.join(root, 'layer.json');
  if (!(fileMap.projectFileMap[source] ?? []).some(({ file }) => file === sourceFile)) return [];
  // createNodes reports a layer.json that can’t be read
  const facts = await readLayerFacts(workspaceRoot, root).catch(() => undefined);
  if (facts === undefined) return [];
  const owners = [...facts.sources, ...facts.locals].map((folder) => ownerOf(folder, projects));
  return [...new Set([...facts.projects, ...facts.providers, ...owners])]
    .filter((target) => target !== undefined && target !== source && projects[target] !== undefined)
    .map((target = ''): RawProjectGraphDependency => ({
      source,
      target,
      sourceFile,
      type: DependencyType.static,
    }));
};
