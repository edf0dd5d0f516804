import { join, posix } from 'node:path';
import { mayNameLocals } from '@layerkit/executors/table';

/**
 * Returns the folders of the local packages in a layer’s requirements, relative to the workspace. Empty if the requirements
 * can’t be read: the executors report the reason.
 * @param files the files that the layer’s lock is made from, relative to the workspace
 */
export const foldersOfLocals = async (
  workspaceRoot: string,
  root: string,
  files: readonly string[],
): Promise<readonly string[]> => {
  if (!(await mayNameLocals(workspaceRoot, files))) return [];
  // Loaded only here: most layers have no local packages, and every Nx command waits for the graph
  const { readLayerDefinition } = await import('@layerkit/artifact/definition');
  const { localFolders } = await import('@layerkit/locking/requirements');
  const projectRoot = join(workspaceRoot, root);
  const folders = await readLayerDefinition(projectRoot)
    .then((definition) => localFolders(projectRoot, definition))
    .catch(() => []);
  return folders.map((folder) => posix.join(root, folder)).filter((folder) => !folder.startsWith('../'));
};
