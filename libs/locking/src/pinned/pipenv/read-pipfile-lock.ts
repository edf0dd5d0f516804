import { access } from 'node:fs/promises';
import { dirname, posix, resolve } from 'node:path';
import { readJsonFile } from '@layerkit/artifact/results';
import { normalizeProjectName, parseMarker, type Marker } from '@layerkit/platform-resolution/requirements';
import type { ProjectChoice } from '../../requirements/project-choice.ts';
import type { Requirements } from '../../requirements/read-requirements.ts';
import { readToml } from '../../requirements/read-toml.ts';
import { sha256In } from '../../requirements/sha256-in.ts';
import { invalidLock } from '../invalid-lock.ts';
import type { PinnedPackage, StatedRequirement } from '../../requirements/pinned-graph.ts';
import { edgeTo, localPath } from '../pinned-packages.ts';
import { pinnedRequirements } from '../pinned-requirements.ts';
import { pinnedWheel } from '../pinned-wheel.ts';
import { edgeOf } from '../poetry/edges-of.ts';
import { pipenvPlaces } from './pipenv-places.ts';
import { markersOf, pipfile, pipfileLock, type PipfilePin } from './lock-table.ts';

/**
 * Reads the pins of a Pipfile.lock: those of `default`, and of the categories that `groups` names. The Pipfile next to
 * it tells the requirements from their dependencies.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readPipfileLock = async (
  projectRoot: string,
  { file: named, groups = [] }: ProjectChoice,
): Promise<Requirements> => {
  const file = named.replace(/Pipfile$/, 'Pipfile.lock');
  const path = resolve(projectRoot, file);
  const { _meta: meta, ...categories } = await readJsonFile(path, pipfileLock, failures);
  const chosen = ['default', ...groups.map(categoryOf)];
  const there = Object.keys(categories);
  const problems = chosen
    .filter((name) => name !== 'default' && categories[name] === undefined)
    .map((name) => `layer.json: ${file} has no category “${name}”; it has ${there.join(', ')}`);
  const pinned = chosen.flatMap((name) =>
    Object.entries(categories[name] ?? {}).map(([project, pin]) => {
      const marker = markerOf(project, pin, problems);
      const one = pinOf(project, pin, (local) => localPath(projectRoot, path, local));
      return { one, edge: edgeTo(one, marker) };
    }),
  );
  const stated = await statedBeside(path, { file, categories: chosen });
  if (problems.length > 0) throw invalidLock(file, problems, 'Choose only categories that the file has.');
  return pinnedRequirements(
    {
      ...{
        file,
        projectRoot,
        stated: stated?.stated,
        selected: { extras: [], groups: [] },
        command: 'pipenv lock',
      },
      roots: pinned.map(({ edge }) => edge),
      packages: withoutCopies(pinned.map(({ one }) => one)),
    },
    {
      paths: [path, ...(stated === undefined ? [] : [stated.path])],
      requiresPython: requiresPython(meta.requires),
      places: pipenvPlaces(meta.sources, categories, dirname(path)),
    },
  );
};

const failures = {
  missing: {
    code: 'requirements/missing',
    hint: 'Run “pipenv lock”, or set “requirements” in layer.json to another file.',
  },
  invalid: 'requirements/invalid',
  invalidHint: 'Run “pipenv lock” to make it again.',
} as const;

/** Returns the category in the lock for a section of the Pipfile. */
const categoryOf = (section: string): string =>
  section === 'packages' ? 'default' : section === 'dev-packages' ? 'develop' : section;

const sectionOf = (category: string): string =>
  category === 'default' ? 'packages' : category === 'develop' ? 'dev-packages' : category;

const markerOf = (project: string, pin: PipfilePin, problems: string[]): readonly Marker[] => {
  const text = markersOf(pin);
  if (text === undefined) return [];
  const marker = parseMarker(text);
  if (marker !== undefined) return [marker];
  problems.push(`${project}: “${text}” is not a marker`);
  return [];
};

const pinOf = (project: string, pin: PipfilePin, toLocal: (path: string) => string): PinnedPackage => ({
  name: normalizeProjectName(project),
  // Pipenv writes `*` for a package that it can’t lock on its own platform
  version: /^={2,3}\s*([^\s*,]+)$/.exec(pin.version ?? '')?.[1],
  hashes: sha256In(pin.hashes),
  edges: [],
  ...sourceOf(pin, toLocal),
});

/** Returns what a pin says about a source other than an index. Its path may be that of a folder or a file. */
const sourceOf = (pin: PipfilePin, toLocal: (path: string) => string): Partial<PinnedPackage> => {
  const kind = ['git', 'hg', 'svn', 'bzr', 'file', 'path'].find((field) => field in pin);
  if (kind !== 'path') return { source: kind };
  const path = toLocal(String(pin['path']));
  if (/\.(?:zip|tar\.gz)$/.test(path)) return { source: kind };
  return path.endsWith('.whl') ? (pinnedWheel(path) ?? { source: kind }) : { source: 'folder', folder: path };
};

/** A package may be in several categories. */
const withoutCopies = (packages: readonly PinnedPackage[]): readonly PinnedPackage[] => [
  ...new Map(
    packages.map((one) => [JSON.stringify([one.name, one.version, one.source, one.wheel]), one]),
  ).values(),
];

/** Returns what the Pipfile states for the categories. Undefined if there is no Pipfile. */
const statedBeside = async (
  path: string,
  { file, categories }: { readonly file: string; readonly categories: readonly string[] },
): Promise<{ readonly path: string; readonly stated: readonly StatedRequirement[] } | undefined> => {
  const beside = resolve(dirname(path), 'Pipfile');
  const isThere = await access(beside).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const name = posix.join(posix.dirname(file), 'Pipfile');
  const sections = await readToml(beside, name, pipfile);
  const stated = categories.flatMap((category) =>
    Object.entries(sections[sectionOf(category)] ?? {}).flatMap(
      ([project, one]): readonly StatedRequirement[] => {
        const found = edgeOf(project, { ...one, markers: markersOf(one) });
        const where = `${name}: ${sectionOf(category)}`;
        return 'problem' in found ? [] : [{ name: project, text: found.text, where, edge: found.edge }];
      },
    ),
  );
  return { path: beside, stated };
};

const requiresPython = ({
  python_version: minor,
  python_full_version: full,
}: {
  readonly python_version?: string | undefined;
  readonly python_full_version?: string | undefined;
}): string | undefined =>
  full !== undefined ? `==${full}` : minor === undefined ? undefined : `==${minor}.*`;
