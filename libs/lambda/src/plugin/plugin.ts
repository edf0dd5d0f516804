import { formattingErrors } from '@layerkit/failure';
import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { inferFunction } from './infer-function.ts';

export { createDependencies } from '../graph.ts';

export const name = '@layerkit/lambda/plugin';

/**
 * Gives each folder with a `function.json` its Nx targets and, like `@layerkit/lambda/graph`, the edges to
 * its layers. Targets in project.json or package.json override the inferred ones, and so do the
 * targetDefaults of nx.json. A file that is not JSON is an error for itself only: the other projects are
 * still inferred.
 */
export const createNodes: CreateNodes = [
  '**/function.json',
  (files, options, context) => createNodesFromFiles(infer, files, options, context),
];

const infer: typeof inferFunction = (...file) => formattingErrors(() => inferFunction(...file));

/** The plugin under the name that Nx 22 reads. */
export const createNodesV2 = createNodes;
