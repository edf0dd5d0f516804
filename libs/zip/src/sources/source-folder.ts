import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isInside } from './walk-sources.ts';

/**
 * Returns the path of the folder with a project’s own code, which may not exist.
 * @param sources relative to the project, as in layer.json and function.json
 * @param workspace the folder that it must be in; the default is the project
 * @throws LayerkitError source/invalid if it is outside that folder, or a link to a path outside it, or below one
 */
export const sourceFolder = async (
  projectRoot: string,
  sources: string,
  workspace = projectRoot,
): Promise<string> => {
  const folder = join(projectRoot, sources);
  const bounds = workspace === projectRoot ? 'project' : 'workspace';
  if (!isInside(workspace, folder)) throw outside(`${folder} is outside the ${bounds}`, bounds);
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || isInside(await realpath(workspace), real)) return folder;
  throw outside(`${folder} is a link to a path outside the ${bounds}`, bounds);
};

const outside = (message: string, bounds: string): LayerkitError =>
  new LayerkitError({
    code: 'source/invalid',
    message,
    hint: `Copy the files into the ${bounds}, or set “sources” in layer.json or function.json to another folder.`,
  });
