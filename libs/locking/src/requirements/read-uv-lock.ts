import { dirname, resolve } from 'node:path';
import type { Sha256 } from '@layerkit/artifact/digest';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { sha256In } from './sha256-in.ts';
import { anyMarker } from './marker.ts';
import type { ProjectChoice } from './project-choice.ts';
import { sortedTexts } from './read-pyproject.ts';
import type { Requirement, Requirements } from './read-requirements.ts';
import { invalidRequirements, tomlReader } from './read-toml.ts';
import { uvLockPlaces } from './uv-lock-places.ts';
import { reachedFrom, type Reached } from './uv-lock-reach.ts';
import { localText, type LocalPackage } from './local-package.ts';
import {
  isInstalled,
  localFolder,
  localWheel,
  uvLockFile,
  type UvLock,
  type UvPackage,
} from './uv-lock-table.ts';
import { wheelRequirement, type LocalPlace } from './local-requirement.ts';
import { pathFrom } from './path-from.ts';

export interface UvLockChoice extends ProjectChoice {
  /** The workspace member to lock. The default is the one in the layer’s folder, otherwise the one next to the uv.lock. */
  readonly package?: string | undefined;
  /** False to leave out the project itself, like `uv sync --no-install-project`. */
  readonly project?: boolean | undefined;
}

/**
 * Reads the pins of a uv.lock for one of its projects. Projects of the workspace that uv installs are local packages, and
 * all are replaced by their requirements from an index. Every reachable version becomes a constraint, with the files
 * that the uv.lock lists. uv then resolves for the target within these limits, so no marker is evaluated here.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readUvLock = async (projectRoot: string, choice: UvLockChoice): Promise<Requirements> => {
  const { file } = choice;
  const path = resolve(projectRoot, file);
  const lock = await readLockFile(path, file);
  const root = rootOf(lock, choice, pathFrom(dirname(path), resolve(projectRoot)));
  if (typeof root === 'string') throw invalidRequirements(file, [root]);
  const reached = reachedFrom(lock, root, choice);
  if (reached.problems.length > 0) throw invalidRequirements(file, reached.problems);
  const places = await uvLockPlaces(path, file, reached.packages);
  const wanted = reached.locals.filter(({ project }) => project !== root || choice.project !== false);
  const toLocal = (local: string): string => pathFrom(projectRoot, resolve(dirname(path), local));
  const pinned = reached.packages.map((one) => ({ one, wheel: wheelFrom(one, toLocal) }));
  const locals = localPackages(file, wanted, toLocal);
  return {
    ...asRequirements(lock, { ...reached, file, projectRoot, pinned, locals }),
    stated: statedOf(root, reached, choice),
    notes: virtualNotes(file, root, wanted),
    paths: [path],
    places,
  };
};

/** Returns the requirements with which packages are explained: that of the project, if it goes into the layer. */
const statedOf = (
  root: UvPackage,
  { stated }: Reached,
  { file, extras = [], project }: UvLockChoice,
): readonly Requirement[] => {
  if (!isInstalled(root) || project === false) return stated;
  const own = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return [{ name: root.name, text: `${root.name}${own}`, where: file }, ...stated];
};

const readLockFile = tomlReader(uvLockFile);

const rootOf = (
  lock: UvLock,
  { file, package: wanted }: UvLockChoice,
  folder: string,
): UvPackage | string => {
  const locals = lock.package.filter((one) => localFolder(one) !== undefined);
  const names = locals.map(({ name }) => name).join(', ');
  if (wanted !== undefined) {
    const name = normalizeProjectName(wanted);
    return locals.find((one) => one.name === name) ?? `${file}: unknown project “${wanted}”; it has ${names}`;
  }
  const at = (path: string) => locals.find((one) => localFolder(one) === path);
  return (
    at(folder === '' ? '.' : folder) ??
    at('.') ??
    `${file}: none of its projects is in this folder; set “package” to one of ${names}`
  );
};

const localPackages = (
  file: string,
  reached: Reached['locals'],
  toLocal: (path: string) => string,
): readonly LocalPackage[] =>
  reached
    .filter(({ project }) => isInstalled(project))
    .map(({ project, marker }) => ({
      name: project.name,
      folder: toLocal(localFolder(project) ?? '') || '.',
      marker,
      where: file,
    }));

/** Returns notes about projects whose code uv does not install. The chosen project may be only a list of requirements. */
const virtualNotes = (file: string, root: UvPackage, reached: Reached['locals']): readonly string[] => {
  const virtual = reached.flatMap(({ project }) =>
    isInstalled(project) || project === root ? [] : [project.name],
  );
  return [...new Set(virtual)].map(
    (name) =>
      `${file}: ${name} is not a package for uv (it has no build system): the layer contains only its requirements`,
  );
};

/** A package to pin, with the path of its wheel, relative to the layer’s project, if it comes from there. */
interface Pinned {
  readonly one: UvPackage;
  readonly wheel: string | undefined;
}

const wheelFrom = (one: UvPackage, toLocal: (path: string) => string): string | undefined => {
  const path = localWheel(one);
  return path === undefined ? undefined : toLocal(path);
};

interface Read extends Pick<Requirements, 'file' | 'locals' | 'requirements'> {
  readonly projectRoot: string;
  readonly pinned: readonly Pinned[];
}

const asRequirements = (lock: UvLock, reached: Read): Omit<Requirements, 'paths'> => {
  const { file, projectRoot, pinned, locals = [] } = reached;
  const versions = new Map<string, number>();
  for (const { name } of lock.package) versions.set(name, (versions.get(name) ?? 0) + 1);
  const constraints = pinned.flatMap((each) => {
    const isForked = (versions.get(each.one.name) ?? 0) > 1;
    return pin(each, { folder: projectRoot, where: file }, isForked);
  });
  const hashes = new Map<string, Set<Sha256>>();
  for (const {
    one: { name, wheels, sdist },
  } of pinned) {
    const own = [...wheels, ...(sdist === undefined ? [] : [sdist])].flatMap(({ hash = '' }) =>
      sha256In([hash]),
    );
    const all = hashes.get(name) ?? new Set();
    hashes.set(name, all);
    for (const hash of own) all.add(hash);
  }
  const digested = {
    requirements: sortedTexts(reached.requirements),
    constraints: sortedTexts(constraints),
    hashes: [...hashes].map(([name, own]) => [name, ...[...own].sort()].join(' ')).sort(),
    ...(locals.length > 0 && { locals: [...new Set(locals.map(localText))].sort() }),
  };
  const requiresPython = lock['requires-python'];
  // The versions are pinned already; overrides only keep the packages' own metadata from contradicting them
  const overrides = (lock.manifest?.overrides ?? []).map(
    ({ name, specifier = '', marker }) => `${name}${specifier}${marker === undefined ? '' : ` ; ${marker}`}`,
  );
  return {
    file,
    requirements: reached.requirements,
    constraints,
    hashes,
    overrides,
    texts: [JSON.stringify(digested)],
    locals,
    requiresPython,
  };
};

/**
 * Returns the pin of a package: its version, or its wheel. If the lock has several of a name (it is forked), each applies only
 * under its markers.
 */
const pin = ({ one, wheel }: Pinned, place: LocalPlace, isForked: boolean): readonly Requirement[] => {
  const { name, version } = one;
  const markers = one['resolution-markers'];
  const marker = isForked && markers.length > 0 ? anyMarker(markers) : undefined;
  if (wheel !== undefined) return [wheelRequirement({ name, path: wheel, marker }, place)];
  if (version === undefined) return [];
  const when = marker === undefined ? '' : ` ; ${marker}`;
  return [{ name, text: `${name}==${version}${when}`, where: place.where }];
};
