import { join } from 'node:path';
import { importsPath } from '@layerkit/locking/imports';
import { lockPath } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import type { LayerInputs } from '../layer-inputs.ts';
import { ownFolders } from './own-files.ts';

/**
 * Returns the absolute paths of all files that a build for a target reads, sorted. A cache of the result depends on
 * them. Leaves out wheels, because the lock has their digests.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const filesReadByBuild = async (request: LayerInputs): Promise<readonly string[]> => {
  const { projectRoot, definition, target } = request;
  const { requirements, bytecode } = definition;
  const lock = requirements === undefined ? [] : [lockPath(projectRoot, target)];
  const asked = requirements === undefined ? [] : (await layerRequirements(projectRoot, definition)).paths;
  const imports = bytecode === 'imported' ? [importsPath(projectRoot, target.runtime)] : [];
  const own = (await ownFolders(request)).flatMap(({ folder, files }) =>
    files.map(({ name }) => join(projectRoot, folder, name)),
  );
  return [...new Set([join(projectRoot, 'layer.json'), ...lock, ...asked, ...imports, ...own])].sort();
};
