import { join } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { readRequirements, type Requirements } from './requirements/read-requirements.ts';

/** What of a layer's definition a lock is made from. */
export type LockableDefinition = Pick<LayerDefinition, 'requirements'>;

/**
 * The requirements that a layer's definition names.
 * @throws LayerkitError definition/invalid when it names none; requirements/missing, requirements/invalid
 */
export const layerRequirements = (
  projectRoot: string,
  definition: LockableDefinition,
): Promise<Requirements> => {
  if (definition.requirements !== undefined) return readRequirements(projectRoot, definition.requirements);
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `${join(projectRoot, 'layer.json')} names no requirements: there is nothing to lock`,
    hint: 'Name a requirements file as “requirements”, or leave the lock target out of this project.',
  });
};
