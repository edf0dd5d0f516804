import { basename } from 'node:path';
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
  // a function that leaves packages to its layers depends on their locks
  '**/{function,layer}.json',
  (files, options, context) => {
    const layerFiles = files.filter((file) => basename(file) === 'layer.json');
    return createNodesFromFiles(
      (file, _options, at) => formattingErrors(() => inferFunction(file, layerFiles, at)),
      files.filter((file) => basename(file) === 'function.json'),
      options,
      context,
    );
  },
];

/** The plugin under the name that Nx 22 reads. */
export const createNodesV2 = createNodes;
