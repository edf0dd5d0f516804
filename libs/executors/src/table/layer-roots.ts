import { basename, dirname, join, posix } from 'node:path';
import { isObject } from '@layerkit/artifact/definition-files';
import { readTextFile } from '@layerkit/artifact/text-file';

/**
 * Returns the folders of the layers with these project names. A project is named after its folder, unless project.json or
 * package.json has a name. Skips unknown names: build reports them.
 * @param files all layer.json of the workspace
 */
export const layerRoots = async (
  workspaceRoot: string,
  files: readonly string[],
  names: readonly string[],
): Promise<readonly string[]> => {
  if (names.length === 0) return [];
  const named = await Promise.all(
    files.map(async (file) => ({ root: dirname(file), name: await nameOf(workspaceRoot, dirname(file)) })),
  );
  return names.flatMap((wanted) => named.filter(({ name }) => name === wanted).map(({ root }) => root));
};

const nameOf = async (workspaceRoot: string, root: string): Promise<string> => {
  for (const file of ['project.json', 'package.json']) {
    const name = await nameIn(join(workspaceRoot, posix.join(root, file)));
    if (name !== undefined) return name;
  }
  return basename(join(workspaceRoot, root));
};

const nameIn = async (path: string): Promise<string | undefined> => {
  try {
    const value: unknown = JSON.parse(await readTextFile(path));
    return isObject(value) && typeof value['name'] === 'string' ? value['name'] : undefined;
  } catch {
    return undefined;
  }
};
