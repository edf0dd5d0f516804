import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { importsPath } from '@layerkit/locking/imports';
import { lockPath } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import { walkSources } from '@layerkit/zip/sources';
import type { LayerInputs } from '../layer-inputs.ts';
import { otherLayers } from '../provided/left-to-others.ts';

/**
 * Returns the absolute paths of all files that a build for a target reads, sorted. A cache of the result depends on
 * them. Leaves out wheels, because the lock has their digests.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const filesReadByBuild = async (request: LayerInputs): Promise<readonly string[]> => {
  const { projectRoot, definition, target } = request;
  const { requirements, bytecode, sources, files = {} } = definition;
  const lock = requirements === undefined ? [] : [lockPath(projectRoot, target)];
  const asked = requirements === undefined ? [] : (await layerRequirements(projectRoot, definition)).paths;
  const imports = bytecode === 'imported' ? [importsPath(projectRoot, target.runtime)] : [];
  const own = sources === undefined ? [] : await pathsBelow(join(projectRoot, sources));
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

/** Returns the paths of all files in a folder. A link counts under its own name. */
const pathsBelow = async (folder: string): Promise<readonly string[]> =>
  (await walkSources(folder)).files.map(({ name }) => join(folder, name));

/** Returns the path of a file, or those of all files in a folder. */
const pathsAt = async (path: string): Promise<readonly string[]> =>
  (await stat(path)).isDirectory() ? pathsBelow(path) : [path];
