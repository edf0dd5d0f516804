import { access } from 'node:fs/promises';
import { dirname, posix, resolve } from 'node:path';
import {
  normalizeProjectName,
  parseMarker,
  type Marker,
  type MarkerSelection,
} from '@layerkit/platform-resolution/requirements';
import type { ProjectChoice } from '../../requirements/project-choice.ts';
import type { Requirements } from '../../requirements/read-requirements.ts';
import { readToml } from '../../requirements/read-toml.ts';
import { sha256In } from '../../requirements/sha256-in.ts';
import { invalidLock } from '../invalid-lock.ts';
import type { PinnedEdge, PinnedPackage } from '../../requirements/pinned-graph.ts';
import { edgeTo, localPath } from '../pinned-packages.ts';
import { pinnedRequirements } from '../pinned-requirements.ts';
import { pinnedWheel } from '../pinned-wheel.ts';
import { edgeOf } from './edges-of.ts';
import { poetryLockFile, type PoetryLock, type PoetryPackage } from './lock-table.ts';
import { parseVersions } from './parse-versions.ts';
import { poetryPlaces } from './poetry-places.ts';
import { poetryProjectFile } from './project-file.ts';
import { statedByProject, type StatedByProject } from './stated-by-project.ts';

/**
 * Reads the pins of a poetry.lock for the main group and the chosen extras and groups. Since lock version 2.1, each
 * package has its groups and markers. For older versions, layerkit follows the requirements of the pyproject.toml
 * next to it through the lock.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readPoetryLock = async (projectRoot: string, choice: ProjectChoice): Promise<Requirements> => {
  const { file } = choice;
  const path = resolve(projectRoot, file);
  const lock = await readToml(path, file, poetryLockFile);
  const listsAll = isListing(lock);
  const project = await readProject(path, choice, listsAll);
  const selected = {
    extras: (choice.extras ?? []).map(normalizeProjectName),
    groups: ['main', ...(choice.groups ?? []).map(normalizeProjectName)],
  };
  const problems = [...(project?.problems ?? unknownChoices(lock, selected, file))];
  const reading: Reading = {
    lock,
    selected,
    problems,
    toLocal: (url) => localPath(projectRoot, path, url),
  };
  const read = lock.package.map((one) => ({ one, pinned: pinnedPackage(reading, one) }));
  const roots = listsAll
    ? read.flatMap(({ one, pinned }) => rootsOf(reading, one, pinned))
    : (project?.stated ?? []).map(({ edge }) => edge);
  if (problems.length > 0) throw invalidLock(file, problems, choosingHint);
  return pinnedRequirements(
    {
      ...{ file, projectRoot, roots, stated: project?.stated, selected, command },
      packages: read.map(({ pinned }) => (listsAll ? { ...pinned, edges: [] } : pinned)),
    },
    {
      paths: [path, ...(project === undefined ? [] : [pyprojectBeside(path)])],
      requiresPython: requiresPython(lock.metadata['python-versions']),
      places: poetryPlaces(lock, dirname(path)),
    },
  );
};

interface Reading {
  readonly lock: PoetryLock;
  readonly selected: MarkerSelection;
  readonly problems: string[];
  readonly toLocal: (url: string) => string;
}

const command = 'poetry lock';

const choosingHint = `Choose only extras and groups of the project. If it has changed since it was locked, run “${command}”.`;

/** Whether each package of the lock has its groups and markers: since version 2.1. */
const isListing = ({ metadata }: PoetryLock): boolean => {
  const [major = 0, minor = 0] = metadata['lock-version'].split('.').map(Number);
  return major > 2 || (major === 2 && minor > 0);
};

const pyprojectBeside = (path: string): string => resolve(dirname(path), 'pyproject.toml');

/** Reads the project of a lock. A lock that lists everything does without. */
const readProject = async (
  path: string,
  choice: ProjectChoice,
  listsAll: boolean,
): Promise<StatedByProject | undefined> => {
  const beside = pyprojectBeside(path);
  const isThere = await access(beside).then(
    () => true,
    () => false,
  );
  if (!isThere && listsAll) return undefined;
  const name = posix.join(posix.dirname(choice.file), 'pyproject.toml');
  return statedByProject(await readToml(beside, name, poetryProjectFile), name, choice);
};

/** Returns the problems of a choice, by what the lock has, if there is no pyproject.toml. */
const unknownChoices = (
  { package: packages, extras }: PoetryLock,
  selected: MarkerSelection,
  file: string,
): readonly string[] => {
  const groups = new Set(packages.flatMap((one) => one.groups ?? []));
  return [
    ...selected.extras.filter((name) => extras[name] === undefined).map((name) => `extra “${name}”`),
    ...selected.groups
      .filter((name) => name !== 'main' && !groups.has(name))
      .map((name) => `dependency group “${name}”`),
  ].map((what) => `layer.json: ${file} has no ${what}`);
};

const pinnedPackage = ({ lock, problems, toLocal }: Reading, one: PoetryPackage): PinnedPackage => {
  const { name, version, source } = one;
  const edges = Object.entries(one.dependencies).flatMap(([required, all]) =>
    all.flatMap((dependency): readonly PinnedEdge[] => {
      const found = edgeOf(required, dependency);
      if ('edge' in found) return [found.edge];
      problems.push(`${name} ${version}: ${found.problem}`);
      return [];
    }),
  );
  const files = one.files.length > 0 ? one.files : (lock.metadata.files[name] ?? []);
  return {
    ...{ name, version, edges, requiresPython: requiresPython(one['python-versions']) },
    hashes: sha256In(files.flatMap(({ hash }) => hash ?? [])),
    source: sourceOf(source?.type),
    ...localSource(source, toLocal),
  };
};

/** Returns the folder or the wheel that a package comes from. */
const localSource = (
  { type, url }: NonNullable<PoetryPackage['source']> = { type: '' },
  toLocal: Reading['toLocal'],
): Partial<PinnedPackage> | undefined => {
  if (url === undefined) return undefined;
  if (type === 'directory') return { folder: toLocal(url) };
  return type === 'file' ? pinnedWheel(toLocal(url)) : undefined;
};

/** Packages of an index have no source, or one that names the index. */
const sourceOf = (type: string | undefined): string | undefined =>
  type === 'legacy' ? undefined : type === 'directory' ? 'folder' : type;

/** Returns one edge for each of the package’s groups that is chosen. */
const rootsOf = (
  { selected, problems }: Reading,
  { name, groups = [], markers = '' }: PoetryPackage,
  pinned: PinnedPackage,
): readonly PinnedEdge[] => {
  const texts = groups
    .filter((group) => selected.groups.includes(group))
    .map((group) => (typeof markers === 'string' ? markers : (markers[group] ?? '')));
  return [...new Set(texts)].flatMap((text): readonly PinnedEdge[] => {
    const marker: Marker | undefined = text === '' ? undefined : parseMarker(text);
    if (text !== '' && marker === undefined) problems.push(`${name}: “${text}” is not a marker`);
    return [edgeTo(pinned, marker === undefined ? [] : [marker])];
  });
};

const requiresPython = (text = '*'): string | undefined => {
  const lists = parseVersions(text) ?? [];
  return lists.length === 0 ? undefined : lists.join(' || ');
};
