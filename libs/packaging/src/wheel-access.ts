import { layerRequirements } from '@layerkit/locking/requirements';
import { projectDefaultIndex } from '@layerkit/locking/uv';
import { environmentWithPlaces, noPlaces } from '@layerkit/wheels/package-index';
import type { WheelAccess } from '@layerkit/wheels/store';
import type { LockedInputs } from './layer-inputs.ts';

/**
 * Returns the access to a layer's wheels: from the places that the environment and the requirements source name.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const wheelAccess = async (
  { projectRoot, definition, target }: LockedInputs,
  { env: given = process.env, ...access }: Pick<WheelAccess, 'store' | 'env' | 'offline' | 'onProgress'>,
): Promise<WheelAccess> => {
  const requirements =
    definition.requirements === undefined ? undefined : await layerRequirements(projectRoot, definition);
  const places = requirements?.places ?? noPlaces;
  const env = await environmentWithPlaces(given, places);
  return { ...access, env, places, target, defaultIndex: () => projectDefaultIndex(projectRoot, env) };
};
