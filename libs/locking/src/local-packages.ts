import type { Target } from '@layerkit/platform-resolution';
import { layerRequirements, type LockableDefinition } from './layer-requirements.ts';
import { requirementsOn } from './pinned/pins-on.ts';
import type { LocalPackage } from './requirements/local-package.ts';

/**
 * Returns the projects of the workspace whose wheels go into a layer, sorted by name.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const localPackages = async (
  projectRoot: string,
  definition: LockableDefinition,
  target: Target,
): Promise<readonly LocalPackage[]> =>
  definition.requirements === undefined
    ? []
    : (requirementsOn(await layerRequirements(projectRoot, definition), target).locals ?? []);

/**
 * Returns the folders of the local packages that a layer needs on some target, relative to its project, sorted.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const localFolders = async (
  projectRoot: string,
  definition: LockableDefinition,
): Promise<readonly string[]> => {
  if (definition.requirements === undefined) return [];
  const { locals = [] } = await layerRequirements(projectRoot, definition);
  return [...new Set(locals.map(({ folder }) => folder))].sort();
};
