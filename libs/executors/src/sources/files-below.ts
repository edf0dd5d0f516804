import { posix } from 'node:path';

/**
 * Returns the glob of all files in a folder for Nx, relative to the project if it is in there.
 * @param folder relative to the workspace, like `root`, the folder of the project
 */
export const filesBelow = (folder: string, root: string): string => {
  const path = posix.relative(root, folder);
  return path.startsWith('../') || path === '..'
    ? posix.join('{workspaceRoot}', folder, '**/*')
    : posix.join('{projectRoot}', path, '**/*');
};
