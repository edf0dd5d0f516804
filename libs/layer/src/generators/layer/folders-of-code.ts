import { join, posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import { localFolders } from '@layerkit/locking/requirements';
import { projectRoots } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import { withNamedSources } from '../../project/named-sources.ts';

/**
 * Returns the folders of a layer’s own code and of the local packages in its requirements, relative to the workspace’s root.
 * A requirements file that is not on disk yet has no local packages.
 */
export const foldersOfCode = async (
  tree: Tree,
  root: string,
  definition: LayerDefinition,
): Promise<readonly string[]> => {
  const roots = await projectRoots(tree);
  const { sources, ...rest } = await withNamedSources(definition, { workspaceRoot: tree.root, root, roots });
  const locals = await localFolders(join(tree.root, root), { ...rest, sources }).catch((error: unknown) => {
    if (isLayerkitError(error)) return [];
    throw error;
  });
  return [...[sources ?? []].flat(), ...locals].map((folder) => posix.join(root, folder));
};
