import { posix } from 'node:path';
import {
  DependencyType,
  type CreateDependencies,
  type CreateDependenciesContext,
  type RawProjectGraphDependency,
} from '@nx/devkit';
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

/**
 * Returns the project that a folder belongs to. The project in the root of the workspace owns only itself: by an edge, any
 * file without a project would affect the layer.
 */
const ownerOf = (folder: string, projects: CreateDependenciesContext['projects']): string | undefined => {
  const owners = Object.entries(projects)
    .filter(([, { root }]) => folder === root || folder.startsWith(`${root}/`))
    .sort(([, one], [, other]) => other.root.length - one.root.length);
  return owners[0]?.[0];
};
