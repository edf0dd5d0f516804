import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { inferFunction } from './infer-function.ts';

export { createDependencies } from '../graph.ts';

export const name = '@layerkit/lambda/plugin';

/**
 * Gives each folder with a `function.json` its targets, and, as `@layerkit/lambda/graph` does, the edges to
 * its layers. What a project.json or a package.json says of a target goes before it, and so do the
 * targetDefaults of nx.json. A file that is no JSON is an error of its own: the other projects are inferred
 * all the same.
 */
export const createNodes: CreateNodes = [
  '**/function.json',
  (files, options, context) => createNodesFromFiles(inferFunction, files, options, context),
];

/** The same by the name that Nx 22 reads. */
export const createNodesV2 = createNodes;
