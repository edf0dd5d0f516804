import { join, posix } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { readTextFile } from '../text/read-text-file.ts';

/**
 * Checks that a folder contains a layer or a function, but not both: their Nx targets would have the same names and
 * write the same files. The function.json of an Azure function does not count.
 * @param root relative to the workspace
 * @param own the definition that the folder is known to contain
 * @throws LayerkitError definition/invalid
 */
export const refuseTwoDefinitions = async (
  workspaceRoot: string,
  root: string,
  own: 'layer.json' | 'function.json',
): Promise<void> => {
  // The other one first: most folders have none
  const others = own === 'layer.json' ? ['function.json', own] : ['layer.json', own];
  for (const file of others) {
    const fields = await readFields(join(workspaceRoot, root, file));
    if (fields === undefined || (file === 'function.json' && isOfAzure(fields))) return;
  }
  const both = ['layer.json', 'function.json'].map((file) => posix.join(root, file)).join(' and ');
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `${both} are in the same folder, but a project is either a layer or a function`,
    hint: 'Move one of them to its own folder.',
  });
};

/** Whether a function.json describes an Azure function. */
export const isOfAzure = (fields: object): boolean => 'bindings' in fields && !('functionName' in fields);

/** Undefined if the file is missing or can’t be read, which is reported elsewhere. */
const readFields = async (path: string): Promise<object | undefined> => {
  try {
    const value: unknown = JSON.parse(await readTextFile(path));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
