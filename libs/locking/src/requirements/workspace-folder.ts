import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Returns the folder of the workspace that a project belongs to: the nearest one with an nx.json. Without one, the
 * project is a workspace of its own.
 */
export const workspaceFolder = async (projectRoot: string): Promise<string> => {
  const start = resolve(projectRoot);
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, 'nx.json'))) return folder;
    if (dirname(folder) === folder) return start;
  }
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
