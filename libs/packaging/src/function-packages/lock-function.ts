import type { LockedTarget } from '../lock-target.ts';
import { checkTarget, lockTarget } from '../lock-target.ts';
import { type ProjectFolders, readFunctionLayers } from './function-layers.ts';
import { type FunctionOnDisk, lockedInputsOf } from './locked-inputs.ts';
import { namingFunctionJson } from './naming-function-json.ts';

export interface FunctionToLock extends FunctionOnDisk {
  /** The folders of the workspace’s projects by name, where the layers of function.json are found. */
  readonly projects: ProjectFolders;
  readonly upgrade?: boolean | undefined;
}

/**
 * Locks the requirements of a function. A first lock prefers the versions that its layers have, because these packages
 * are then left to the layers.
 * @throws LayerkitError as `lockLayer`
 */
export const lockFunction = async ({
  projects,
  upgrade = false,
  ...onDisk
}: FunctionToLock): Promise<LockedTarget> => {
  const inputs = lockedInputsOf(onDisk);
  const { layers = [] } = onDisk.definition;
  const found = await readFunctionLayers({ layers, folders: projects, target: inputs.target });
  const preferences = found.flatMap(({ packages }) => packages);
  return namingFunctionJson(() => lockTarget({ ...inputs, preferences }, { upgrade }));
};

/**
 * Checks that the lock of a function is fresh. Writes nothing and contacts no index.
 * @throws LayerkitError as `checkLockIsFresh`
 */
export const checkFunctionLock = (onDisk: FunctionOnDisk): Promise<LockedTarget> =>
  namingFunctionJson(() => checkTarget(lockedInputsOf(onDisk)));
