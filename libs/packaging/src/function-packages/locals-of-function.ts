import { readFunctionsDefinition } from '@layerkit/artifact/definition';
import { localFolders } from '@layerkit/locking/requirements';
import { lockedInputsOf } from './locked-inputs.ts';

/**
 * Returns the folders of the workspace’s packages in the requirements of a function, relative to its project.
 * @throws LayerkitError definition/*, requirements/missing, requirements/invalid
 */
export const foldersOfFunctionLocals = async (projectRoot: string): Promise<readonly string[]> => {
  const { functions } = await readFunctionsDefinition(projectRoot);
  // all functions have the same requirements
  const [{ definition } = { definition: undefined }] = functions;
  if (definition === undefined) return [];
  return localFolders(projectRoot, lockedInputsOf({ projectRoot, definition }).definition);
};
