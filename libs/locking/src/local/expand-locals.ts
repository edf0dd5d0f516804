import { join } from 'node:path';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { LocalPackage, LocalReference } from '../requirements/local-package.ts';
import { bothMarkers, underMarker } from '../requirements/marker.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { workspaceFolder } from '../requirements/workspace-folder.ts';
import { problemsOfFolder } from './check-local-packages.ts';
import { readLocalProject, type LocalProject } from './read-local-project.ts';
import { pathFrom } from '../requirements/path-from.ts';

export interface ExpandedLocals {
  /** The references as requirements by name. */
  readonly direct: readonly Requirement[];
  readonly locals: readonly LocalPackage[];
  /** Their requirements from elsewhere, each under the marker that leads to it. */
  readonly requirements: readonly Requirement[];
  /** Other files that were read. */
  readonly paths: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Follows references to folders: to their projects, the extras that are asked for, and the folders that these require in
 * turn.
 */
export const expandLocals = async (
  projectRoot: string,
  references: readonly LocalReference[],
): Promise<ExpandedLocals> => {
  const walk: Walk = {
    ...{ projectRoot, workspace: await workspaceFolder(projectRoot), projects: new Map() },
    ...{ locals: [], requirements: [], paths: new Set(), problems: new Set() },
    ...{ seen: new Set(), open: new Set() },
  };
  const direct: Requirement[] = [];
  for (const reference of references) {
    await visit(walk, reference);
    direct.push(...byNameIn(walk, reference));
  }
  const { locals, requirements, paths, problems } = walk;
  return { direct, locals, requirements, paths: [...paths], problems: [...problems] };
};

/** Returns the requirement for a referenced project that goes into the layer. */
const byNameIn = (
  { locals, projectRoot }: Walk,
  { path, extras, marker, where }: LocalReference,
): readonly Requirement[] =>
  locals
    .filter(({ folder }) => join(projectRoot, folder) === path)
    .slice(0, 1)
    .map(({ name }) => {
      const own = extras.length === 0 ? '' : `[${extras.join(',')}]`;
      return { name, text: underMarker(`${name}${own}`, marker), where };
    });

interface Walk {
  readonly projectRoot: string;
  readonly workspace: string;
  /** By folder and extras. */
  readonly projects: Map<string, LocalProject>;
  readonly locals: LocalPackage[];
  readonly requirements: Requirement[];
  readonly paths: Set<string>;
  readonly problems: Set<string>;
  readonly seen: Set<string>;
  /** The projects, with extras, that the walk is in. */
  readonly open: Set<string>;
}

const visit = async (walk: Walk, reference: LocalReference): Promise<void> => {
  const { extras, marker } = reference;
  const folder = pathFrom(walk.projectRoot, reference.path) || '.';
  const key = JSON.stringify([folder, [...extras].sort()]);
  const keyUnderMarker = JSON.stringify([key, marker]);
  // Projects may require each other. Another round would only add conditions to the same requirements
  if (walk.seen.has(keyUnderMarker) || walk.open.has(key)) return;
  walk.seen.add(keyUnderMarker);
  walk.open.add(key);
  const project = walk.projects.get(key) ?? (await readProject(walk, reference, folder));
  if (project !== undefined) {
    walk.projects.set(key, project);
    await take(walk, reference, { ...project, folder });
  }
  walk.open.delete(key);
};

const readProject = async (
  walk: Walk,
  { name = '', extras, where, isOwn = false }: LocalReference,
  folder: string,
): Promise<LocalProject | undefined> => {
  const shown = { name: name === '' ? folder : name, folder, where };
  const problems = await problemsOfFolder(shown, walk.projectRoot, walk.workspace);
  problems.forEach((problem) => walk.problems.add(problem));
  if (problems.length > 0) return undefined;
  const project = await readLocalProject(join(walk.projectRoot, folder), {
    file: folder === '.' ? 'pyproject.toml' : `${folder}/pyproject.toml`,
    extras,
    where,
  });
  if (isOwn && project.isOpaque === true) return { ...project, requirements: [] };
  project.problems.forEach((problem) => walk.problems.add(problem));
  return project;
};

const take = async (
  walk: Walk,
  { name: asked, marker, where }: LocalReference,
  project: LocalProject & { readonly folder: string },
): Promise<void> => {
  const { folder, requirements, references, paths, isInstalled } = project;
  const name = project.name === undefined ? (asked ?? folder) : normalizeProjectName(project.name);
  if (asked !== undefined && asked !== name)
    walk.problems.add(`${where}: the project in ${folder} is called ${name}, not ${asked}`);
  if (isInstalled) walk.locals.push({ name, folder, marker, where });
  paths.forEach((path) => walk.paths.add(path));
  for (const one of requirements) walk.requirements.push({ ...one, text: underMarker(one.text, marker) });
  for (const one of references) await visit(walk, { ...one, marker: bothMarkers(one.marker, marker) });
};
