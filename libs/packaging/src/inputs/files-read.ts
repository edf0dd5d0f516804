import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { importsPath } from '@layerkit/locking/imports';
import { lockPath } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import { walkSources } from '@layerkit/zip/sources';
import type { LayerInputs } from '../layer-inputs.ts';
import { otherLayers } from '../provided/left-to-others.ts';
import { ownFolders } from './own-files.ts';

/**
 * Returns the absolute paths of all files that a build for a target reads, sorted. A cache of the result depends on
 * them. Leaves out wheels, because the lock has their digests.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const filesReadByBuild = async (request: LayerInputs): Promise<readonly string[]> => {
  const { projectRoot, definition, target } = request;
  const { requirements, bytecode, files = {} } = definition;
  const lock = requirements === undefined ? [] : [lockPath(projectRoot, target)];
  const asked = requirements === undefined ? [] : (await layerRequirements(projectRoot, definition)).paths;
  const imports = bytecode === 'imported' ? [importsPath(projectRoot, target.runtime)] : [];
  const own = (await ownFolders(request)).flatMap(({ folder, files }) =>
    files.map(({ name }) => join(projectRoot, folder, name)),
  );
  const placed = await Promise.all(Object.values(files).map((path) => pathsAt(join(projectRoot, path))));
  const ofOthers = otherLayers(request).flatMap(({ root }) => [
    join(root, 'layer.json'),
    lockPath(root, target),
  ]);
  return [
    ...new Set([
      join(projectRoot, 'layer.json'),
      ...lock,
      ...asked,
      ...imports,
      ...own,
      ...placed.flat(),
      ...ofOthers,
    ]),
  ].sort();
};

/** Returns the path of a file, or those of all files in a folder. A link counts under its own name. */
const pathsAt = async (path: string): Promise<readonly string[]> =>
  (await stat(path)).isDirectory()
    ? (await walkSources(path)).files.map(({ name }) => join(path, name))
    : [path];
