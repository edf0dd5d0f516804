import { formattingErrors } from '@layerkit/failure';
import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { inferLayer } from './infer-layer.ts';

export { createDependencies } from '../graph.ts';

export const name = '@layerkit/layer/plugin';

/**
 * Gives each folder with a `layer.json` the Nx targets that its layer can use and, like `@layerkit/layer/graph`, the edges to
 * the projects whose code the layer contains. Targets in project.json or
 * package.json override the inferred ones, and so do the targetDefaults of nx.json. A file that is not JSON
 * is an error for itself only: the other projects are still inferred (AggregateCreateNodesError).
 */
export const createNodes: CreateNodes = [
  '**/layer.json',
  (files, options, context) =>
    createNodesFromFiles(
      (file, _options, at) => formattingErrors(() => inferLayer(file, files, at)),
      files,
      options,
      context,
    ),
];

/** The plugin under the name that Nx 22 reads. */
export const createNodesV2 = createNodes;
