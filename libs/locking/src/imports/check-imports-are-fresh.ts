import { readFile } from 'node:fs/promises';
import { targetsOf } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { parseImports } from './format-imports.ts';
import { importsDigest, importsPath, type ImportsInputs, type ImportsList } from './imports-list.ts';

/**
 * The list of imported files for the target’s runtime, once it is sure that it was recorded with the entry modules
 * and the packages as they are now.
 * @throws LayerkitError imports/missing, imports/stale, imports/invalid; lock/missing, lock/invalid
 */
export const checkImportsAreFresh = async (request: ImportsInputs): Promise<ImportsList> => {
  const { projectRoot, definition, target } = request;
  const path = importsPath(projectRoot, target.runtime);
  const list = parseImports(await readList(path), path);
  const recordedOn = targetsOf(definition).find((one) => formatTarget(one) === formatTarget(list.target));
  if (recordedOn?.runtime !== target.runtime)
    throw stale(`${path} was recorded on ${formatTarget(list.target)}, for which the layer is not built`);
  if (list.inputsDigest !== (await importsDigest({ ...request, target: recordedOn })))
    throw stale(`${path} was recorded with other entry modules or other packages than there are now`);
  return list;
};

const hint = 'Run the project’s imports target and commit what it writes.';

const stale = (message: string): LayerkitError => new LayerkitError({ code: 'imports/stale', message, hint });

const readList = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const message = `${path}, the list of what the layer’s entry modules import, is not there`;
    throw new LayerkitError({ code: 'imports/missing', message, hint, cause });
  }
};
