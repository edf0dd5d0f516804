import { join } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import {
  requirementsKindOf,
  requirementsLabels,
  type RequirementsKindName,
} from '@layerkit/artifact/requirements-kinds';
import { LayerkitError } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { layerPlaces } from './layer-places.ts';
import { readPyproject } from './read-pyproject.ts';
import {
  readConstraints,
  readRequirements,
  type Requirement,
  type Requirements,
} from './read-requirements.ts';
import { readUvLock } from './read-uv-lock.ts';

/** The fields of a layer's definition that a lock is made from. */
export type LockableDefinition = Pick<LayerDefinition, 'requirements' | 'constraints' | 'allowBuild'>;

/**
 * Reads the requirements that a layer's definition names, with its constraints.
 * @throws LayerkitError definition/invalid if it names none; requirements/missing, requirements/invalid
 */
export const layerRequirements = async (
  projectRoot: string,
  { requirements: named, constraints: limits = [], allowBuild = [] }: LockableDefinition,
): Promise<Requirements> => {
  if (named === undefined) throw nothingToLock(projectRoot);
  const source = typeof named === 'string' ? { file: named } : named;
  const read = readers[requirementsKindOf(source.file).name];
  const requirements = await read(projectRoot, source);
  if (requirements.requirements.length === 0) throw noneIn(join(projectRoot, source.file));
  const constraints = await readConstraints(projectRoot, [limits].flat());
  const lines = [...requirements.requirements, ...requirements.constraints, ...constraints.constraints];
  return {
    ...requirements,
    places: layerPlaces([requirements.places, constraints.places], lines),
    paths: [...new Set([...requirements.paths, ...constraints.paths])],
    constraints: [...requirements.constraints, ...constraints.constraints],
    texts: [...requirements.texts, ...constraints.texts],
    allowBuild: new Set(allowBuild.map(normalizeProjectName)),
  };
};

/**
 * Returns the layer’s own requirements. Empty for a layer with only own code.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const statedRequirements = async (
  projectRoot: string,
  definition: LockableDefinition,
): Promise<readonly Requirement[]> =>
  definition.requirements === undefined
    ? []
    : (await layerRequirements(projectRoot, definition)).requirements;

type Source = Exclude<LayerDefinition['requirements'], string | undefined>;

type Reader = (projectRoot: string, source: Source) => Promise<Requirements>;

const readers: Readonly<Record<RequirementsKindName, Reader>> = {
  requirements: (projectRoot, { file }) => readRequirements(projectRoot, file),
  pyproject: readPyproject,
  'uv-lock': readUvLock,
};

/** Refuses a file without requirements: a file that was emptied by mistake would empty the locks too. */
const noneIn = (file: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} has no requirements to lock`,
    hint: 'Add a package to it, or remove “requirements” from layer.json.',
  });

const nothingToLock = (projectRoot: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `${join(projectRoot, 'layer.json')} has no requirements to lock`,
    hint: `Set “requirements” to ${requirementsLabels()}, or remove the lock target from this project.`,
  });
