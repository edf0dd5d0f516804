import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { inferLayer } from './infer-layer.ts';

export const name = '@layerkit/layer/plugin';

/**
 * Gives each folder with a `layer.json` the targets that its layer can have. What a project.json or a
 * package.json says of a target goes before it, and so do the targetDefaults of nx.json. A file that is no
 * JSON is an error of its own: the other projects are inferred all the same (AggregateCreateNodesError).
 */
export const createNodes: CreateNodes = [
  '**/layer.json',
  (files, options, context) => createNodesFromFiles(inferLayer, files, options, context),
];

/** The same by the name that Nx 22 reads. */
export const createNodesV2 = createNodes;
