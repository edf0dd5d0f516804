import { join, resolve } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import {
  refusedRequirements,
  requirementsKindNamed,
  requirementsKindOf,
  requirementsLabels,
  type RequirementsKindName,
} from '@layerkit/artifact/requirements-kinds';
import { LayerkitError } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { readPipfileLock } from './pinned/pipenv/read-pipfile-lock.ts';
import { readPoetryLock } from './pinned/poetry/read-poetry-lock.ts';
import { readPylock } from './pinned/read-pylock.ts';
import { readProject } from './pinned/read-project.ts';
import { checkLocalPackages, invalidLocals } from './local/check-local-packages.ts';
import { expandLocals } from './local/expand-locals.ts';
import { isPythonProject } from './requirements/is-python-project.ts';
import { localText, type LocalReference } from './requirements/local-package.ts';
import { sortedTexts } from './requirements/read-pyproject.ts';
import { layerPlaces } from './requirements/layer-places.ts';
import {
  readConstraints,
  readRequirements,
  type Requirement,
  type Requirements,
} from './requirements/read-requirements.ts';
import { readUvLock } from './requirements/read-uv-lock.ts';

/** The fields of a layer's definition that a lock is made from. */
export type LockableDefinition = Pick<
  LayerDefinition,
  'requirements' | 'constraints' | 'allowBuild' | 'sources'
>;

/**
 * Reads the requirements that a layer's definition names, with its constraints.
 * @throws LayerkitError definition/invalid if it names none; requirements/missing, requirements/invalid
 */
export const layerRequirements = async (
  projectRoot: string,
  { requirements: named, constraints: limits = [], allowBuild = [], sources }: LockableDefinition,
): Promise<Requirements> => {
  if (named === undefined) throw nothingToLock(projectRoot);
  const source = typeof named === 'string' ? { file: named } : named;
  if (requirementsKindNamed(source.file) === undefined) refuseUnread(source.file);
  const read = readers[requirementsKindOf(source.file).name];
  const requirements = await withLocals(projectRoot, await read(projectRoot, source), sources);
  const { locals = [] } = requirements;
  if (requirements.requirements.length + locals.length === 0) throw noneIn(join(projectRoot, source.file));
  await checkLocalPackages(projectRoot, requirements);
  const constraints = await readConstraints(projectRoot, [limits].flat());
  const { wheels = [] } = requirements;
  const lines = [
    ...[...requirements.requirements, ...wheels],
    ...[...requirements.constraints, ...constraints.constraints],
  ];
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
 * Adds the projects in the folders that requirements and `sources` name, and what these require. The lock of another tool
 * is complete, so that nothing is added to it.
 */
const withLocals = async (
  projectRoot: string,
  { references: named, ...requirements }: Requirements,
  sources: LockableDefinition['sources'],
): Promise<Requirements> => {
  const own = named === undefined ? [] : await sourceReferences(projectRoot, [sources ?? []].flat());
  const references = [...(named ?? []), ...own];
  if (references.length === 0) return requirements;
  const { direct, locals, requirements: more, paths, problems } = await expandLocals(projectRoot, references);
  if (problems.length > 0) throw invalidLocals(requirements.file, problems);
  const digested = { locals: distinctTexts(locals.map(localText)), requirements: sortedTexts(more) };
  return {
    ...requirements,
    locals: [...(requirements.locals ?? []), ...locals],
    requirements: [...requirements.requirements, ...more],
    stated: [...statedIn(requirements), ...direct],
    paths: [...requirements.paths, ...paths],
    texts: [...requirements.texts, JSON.stringify(digested)],
  };
};

/** Returns the Python projects that `sources` names. */
const sourceReferences = async (
  projectRoot: string,
  sources: readonly string[],
): Promise<readonly LocalReference[]> => {
  const paths = sources.map((folder) => resolve(projectRoot, folder));
  const projects = await Promise.all(paths.map(isPythonProject));
  return paths
    .filter((_, at) => projects[at] === true)
    .map((path) => ({ path, extras: [], where: 'layer.json: sources', isOwn: true }));
};

const distinctTexts = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/**
 * Returns the layer’s own requirements, without those of local packages. Empty for a layer with only own code.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const statedRequirements = async (
  projectRoot: string,
  definition: LockableDefinition,
): Promise<readonly Requirement[]> =>
  definition.requirements === undefined ? [] : statedIn(await layerRequirements(projectRoot, definition));

const statedIn = ({ stated, requirements }: Requirements): readonly Requirement[] => stated ?? requirements;

type Source = Exclude<LayerDefinition['requirements'], string | undefined>;

type Reader = (projectRoot: string, source: Source) => Promise<Requirements>;

const readers: Readonly<Record<RequirementsKindName, Reader>> = {
  requirements: (projectRoot, { file }) => readRequirements(projectRoot, file),
  pyproject: readProject,
  'uv-lock': readUvLock,
  pylock: readPylock,
  'poetry-lock': readPoetryLock,
  'pipfile-lock': readPipfileLock,
};

/** Refuses files of other tools by name. Any other file can be a requirements file. */
const refuseUnread = (file: string): void => {
  const refused = refusedRequirements(file);
  if (refused === undefined) return;
  throw new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} is ${refused.label}, which layerkit can’t read`,
    hint: refused.hint,
  });
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
