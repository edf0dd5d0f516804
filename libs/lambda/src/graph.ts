import { posix } from 'node:path';
import { readDefinitionFields } from '@layerkit/artifact/definition-files';
import { ownerOf } from '@layerkit/executors/sources';
import {
  DependencyType,
  type CreateDependencies,
  type CreateDependenciesContext,
  type RawProjectGraphDependency,
} from '@nx/devkit';
import { type FunctionFacts, readFunctionFacts } from './facts/function-facts.ts';

export const name = '@layerkit/lambda/graph';

/**
 * Returns the edges from functions to their layers and to the projects whose code they contain, and from both to the installed plugin that builds them.
 * Nx orders publish and deploy by them. `nx affected` finds the functions of a changed layer by them, and the
 * projects of a plugin whose version in package-lock.json changed.
 */
export const createDependencies: CreateDependencies = async (_options, context) => [
  ...(await definitionEdges(context)),
  ...pluginEdges(context),
];

/**
 * Returns the edges for `layers` and `sources` in function.json, and for the workspace’s packages in its requirements. An
 * unknown project gets no edge. deploy reports it, so that a mistake in one file does not stop every command of the
 * workspace.
 */
const definitionEdges = async (
  context: CreateDependenciesContext,
): Promise<readonly RawProjectGraphDependency[]> => {
  const edges = Object.keys(context.projects).map((source) => edgesOf(source, context));
  return (await Promise.all(edges)).flat();
};

const edgesOf = async (
  source: string,
  { projects, fileMap, workspaceRoot }: CreateDependenciesContext,
): Promise<readonly RawProjectGraphDependency[]> => {
  const root = projects[source]?.root ?? '';
  const sourceFile = posix.join(root, 'function.json');
  const files = fileMap.projectFileMap[source] ?? [];
  if (!files.some(({ file }) => file === sourceFile)) return [];
  const facts = await factsIn(workspaceRoot, root);
  if (facts === undefined) return [];
  const folders = [...facts.sources.map((folder) => posix.join(root, folder)), ...facts.locals];
  const owners = folders.map((folder) => ownerOf(folder, projects));
  return [...new Set([...facts.layers, ...facts.projects, ...owners])]
    .filter((target) => target !== undefined)
    .filter((target) => target !== source && projects[target] !== undefined)
    .map((target): RawProjectGraphDependency => ({
      source,
      target,
      sourceFile,
      type: DependencyType.static,
    }));
};

/** Reads the facts of a function.json, none if it can’t be read: createNodes and the executors report the problem. */
const factsIn = async (workspaceRoot: string, root: string): Promise<FunctionFacts | undefined> => {
  try {
    const fields = await readDefinitionFields(workspaceRoot, posix.join(root, 'function.json'));
    return await readFunctionFacts(workspaceRoot, root, fields);
  } catch {
    return undefined;
  }
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
