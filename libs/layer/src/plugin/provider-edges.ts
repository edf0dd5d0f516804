import { posix } from 'node:path';
import { DependencyType, type CreateDependencies } from '@nx/devkit';
import { readLayerFacts } from './layer-facts.ts';

/**
 * Returns the edges from layers to the layers that have packages of them, which `providedBy` of layer.json names. An
 * unknown project gets no edge: build reports it.
 */
export const createProviderEdges: CreateDependencies = async (_options, context) => {
  const edges = Object.entries(context.projects).map(async ([source, { root }]) => {
    const sourceFile = posix.join(root, 'layer.json');
    const files = context.fileMap.projectFileMap[source] ?? [];
    if (!files.some(({ file }) => file === sourceFile)) return [];
    // a layer.json that can’t be read is an error of its project
    const facts = await readLayerFacts(context.workspaceRoot, root).catch(() => undefined);
    return (facts?.providers ?? [])
      .filter((target) => target !== source && context.projects[target] !== undefined)
      .map((target) => ({ source, target, sourceFile, type: DependencyType.static }));
  });
  return (await Promise.all(edges)).flat();
};
