import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isInside } from './walk-sources.ts';

/**
 * Returns the path of the folder with a project’s own code, which may not exist.
 * @param sources relative to the project, as in layer.json and function.json
 * @throws LayerkitError source/invalid if it is a link to a path outside the project, or below one
 */
export const sourceFolder = async (projectRoot: string, sources: string): Promise<string> => {
  const folder = join(projectRoot, sources);
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || isInside(await realpath(projectRoot), real)) return folder;
  throw new LayerkitError({
    code: 'source/invalid',
    message: `${folder} is a link to a path outside the project`,
    hint: 'Copy the files into the project, or set “sources” in layer.json or function.json to another folder.',
  });
};
