import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { LayerkitError } from '@layerkit/failure';

/**
 * Makes sure that a folder holds a layer or a function. Of both, the targets would have the same names and
 * write the same files. The function.json of an Azure function, which is called the same, is none.
 * @param root from the workspace’s root
 * @param own the definition that the folder is known to hold
 * @throws LayerkitError definition/invalid; the message says what to do too, since Nx shows nothing else of a
 * plugin’s
 */
export const refuseTwoDefinitions = async (
  workspaceRoot: string,
  root: string,
  own: 'layer.json' | 'function.json',
): Promise<void> => {
  // the other first: there is none in most folders
  const others = own === 'layer.json' ? ['function.json', own] : ['layer.json', own];
  for (const file of others) {
    const fields = await readFields(join(workspaceRoot, root, file));
    if (fields === undefined || (file === 'function.json' && isOfAzure(fields))) return;
  }
  const both = ['layer.json', 'function.json'].map((file) => posix.join(root, file)).join(' and ');
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `${both} lie in one folder, and a project is a layer or a function: move one of them to a folder of its own`,
  });
};

/** Whether a function.json is the one of an Azure function. */
export const isOfAzure = (fields: object): boolean => 'bindings' in fields && !('functionName' in fields);

/** Undefined where there is no such file, or none that can be read: that is another error. */
const readFields = async (path: string): Promise<object | undefined> => {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
