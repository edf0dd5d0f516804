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
  const files = ['layer.json', 'function.json'].map((file) => posix.join(root, file));
  const [layer, fn] = await Promise.all(files.map((file) => readFields(join(workspaceRoot, file))));
  if (layer === undefined || fn === undefined) return;
  if ('bindings' in fn && !('functionName' in fn)) return;
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `${files.join(' and ')} lie in one folder, and a project is a layer or a function: move one of them to a folder of its own`,
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
