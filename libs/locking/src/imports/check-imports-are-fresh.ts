import { targetsOf } from '@layerkit/artifact/definition';
import { readTextFile } from '@layerkit/artifact/text-file';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { parseImports } from './format-imports.ts';
import { importsDigest, importsPath, type ImportsInputs, type ImportsList } from './imports-list.ts';

/**
 * Reads the imports list for the target’s runtime and checks that it was recorded with the current entry modules and
 * packages.
 * @throws LayerkitError imports/missing, imports/stale, imports/invalid; lock/missing, lock/invalid
 */
export const checkImportsAreFresh = async (request: ImportsInputs): Promise<ImportsList> => {
  const { projectRoot, definition, target } = request;
  const path = importsPath(projectRoot, target.runtime);
  const list = parseImports(await readList(path), path);
  const recordedOn = targetsOf(definition).find((one) => formatTarget(one) === formatTarget(list.target));
  if (recordedOn?.runtime !== target.runtime)
    throw stale(`${path} was recorded on ${formatTarget(list.target)}, which is not a target of the layer`);
  if (list.inputsDigest !== (await importsDigest({ ...request, target: recordedOn })))
    throw stale(`${path} was recorded with other entry modules or packages`);
  return list;
};

const hint = 'Run the project’s imports target and commit the list.';

const stale = (message: string): LayerkitError => new LayerkitError({ code: 'imports/stale', message, hint });

const readList = async (path: string): Promise<string> => {
  try {
    return await readTextFile(path);
  } catch (cause) {
    if (isLayerkitError(cause)) throw cause;
    const message = `${path} is missing: it lists the files that the layer’s entry modules import`;
    throw new LayerkitError({ code: 'imports/missing', message, hint, cause });
  }
};
