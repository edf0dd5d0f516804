import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { LayerkitError } from '@layerkit/failure';

/**
 * Makes sure that a folder holds a layer or a function. Of both, the targets would have the same names and
 * write the same files. The function.json of an Azure function, which is called the same, is none.
 * @param root from the workspace’s root
 * @throws LayerkitError definition/invalid; the message says what to do too, since Nx shows nothing else of a
 * plugin’s
 */
export const refuseTwoDefinitions = async (workspaceRoot: string, root: string): Promise<void> => {
  const [layer, fn] = [posix.join(root, 'layer.json'), posix.join(root, 'function.json')];
  const fields = await readFields(join(workspaceRoot, fn));
  if (fields === undefined || ('bindings' in fields && !('functionName' in fields))) return;
  if ((await readFields(join(workspaceRoot, layer))) === undefined) return;
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `${layer} and ${fn} lie in one folder, and a project is a layer or a function: move one of them to a folder of its own`,
  });
};

/** Undefined where there is no such file, or none that can be read: that is another error. */
const readFields = async (path: string): Promise<object | undefined> => {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
