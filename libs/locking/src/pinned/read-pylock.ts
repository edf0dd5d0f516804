import { dirname, posix, resolve } from 'node:path';
import { normalizeProjectName, parseMarker, type Marker } from '@layerkit/platform-resolution/requirements';
import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { z } from 'zod';
import type { ProjectChoice } from '../requirements/project-choice.ts';
import type { Requirements } from '../requirements/read-requirements.ts';
import { pathOf } from '../requirements/parse-local.ts';
import { placeUrl } from '../requirements/place-url.ts';
import { readToml } from '../requirements/read-toml.ts';
import { mostFrequent, registryPlaces } from '../requirements/registry-places.ts';
import { sha256In } from '../requirements/sha256-in.ts';
import { invalidLock } from './invalid-lock.ts';
import type { PinnedPackage } from '../requirements/pinned-graph.ts';
import { edgeTo, localPath } from './pinned-packages.ts';
import { pinnedRequirements } from './pinned-requirements.ts';
import { pinnedWheel } from './pinned-wheel.ts';

/**
 * Reads the pins of a pylock.toml (PEP 751), with the extras and groups that are chosen, and those that are installed
 * by default.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readPylock = async (projectRoot: string, choice: ProjectChoice): Promise<Requirements> => {
  const { file } = choice;
  const path = resolve(projectRoot, file);
  const lock = await readToml(path, file, pylock);
  const extras = (choice.extras ?? []).map(normalizeProjectName);
  const groups = (choice.groups ?? []).map(normalizeProjectName);
  const problems = [
    ...unknown(extras, lock.extras, `layer.json: ${file} has no extra`),
    ...unknown(groups, lock['dependency-groups'], `layer.json: ${file} has no dependency group`),
  ];
  const environments = lock.environments.flatMap((text) => markerOf(text, file, problems));
  const pinned = lock.packages.map((one) => {
    const markers = one.marker === undefined ? [] : markerOf(one.marker, one.name, problems);
    const pin = pinnedPackage(one, (local) => localPath(projectRoot, path, local));
    return { pin, edge: edgeTo(pin, markers) };
  });
  if (problems.length > 0)
    throw invalidLock(file, problems, 'Choose only extras and groups that the file has.');
  return pinnedRequirements(
    {
      ...{ file, projectRoot },
      roots: pinned.map(({ edge }) => edge),
      packages: pinned.map(({ pin }) => pin),
      selected: { extras, groups: [...lock['default-groups'], ...groups] },
      environments,
      command: commandOf(lock['created-by']),
    },
    { paths: [path], requiresPython: lock['requires-python'], places: placesOf(lock, dirname(path)) },
  );
};

const projectName = z.string().transform(normalizeProjectName);
const names = z.array(projectName).default([]);
const archive = z.object({ hashes: z.record(z.string(), z.string()).default({}) });
const present = z.unknown().optional();

/** The fields of a pylock.toml (PEP 751) that layerkit reads. */
const pylock = z.object({
  'lock-version': z.string().regex(/^1\./, { message: 'layerkit reads version 1 only' }),
  'created-by': z.string().default(''),
  'requires-python': z.string().optional(),
  environments: z.array(z.string()).default([]),
  extras: names,
  'dependency-groups': names,
  'default-groups': names,
  packages: z
    .array(
      z.object({
        name: projectName,
        version: z.string().optional(),
        marker: z.string().optional(),
        'requires-python': z.string().optional(),
        index: z.string().optional(),
        wheels: z.array(archive).default([]),
        sdist: archive.optional(),
        directory: z.object({ path: z.string(), subdirectory: z.string().optional() }).optional(),
        vcs: present,
        archive: archive.extend({ path: z.string().optional(), url: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

const placesOf = ({ packages }: z.infer<typeof pylock>, folder: string): SourcePlaces => {
  const registered = packages.map(({ name, index }) => ({
    name,
    url: index === undefined ? undefined : placeUrl(index, folder),
  }));
  return registryPlaces(registered, { named: [], main: mostFrequent(registered) });
};

const unknown = (chosen: readonly string[], there: readonly string[], what: string): readonly string[] =>
  chosen
    .filter((name) => !there.includes(name))
    .map((name) => `${what} “${name}”; it has ${there.join(', ') || 'none'}`);

const markerOf = (text: string, where: string, problems: string[]): readonly Marker[] => {
  const marker = parseMarker(text);
  if (marker !== undefined) return [marker];
  problems.push(`${where}: “${text}” is not a marker`);
  return [];
};

const pinnedPackage = (
  one: z.infer<typeof pylock>['packages'][number],
  toLocal: (path: string) => string,
): PinnedPackage => ({
  name: one.name,
  version: one.version,
  requiresPython: one['requires-python'],
  hashes: [...one.wheels, one.sdist, one.archive].flatMap((file) =>
    sha256In(Object.entries(file?.hashes ?? {}).map(([name, value]) => `${name}:${value}`)),
  ),
  edges: [],
  ...(one.directory !== undefined && {
    folder: toLocal(posix.join(one.directory.path, one.directory.subdirectory ?? '')),
  }),
  source:
    one.directory !== undefined
      ? 'folder'
      : one.vcs !== undefined
        ? 'version control'
        : one.archive !== undefined
          ? 'archive'
          : undefined,
  ...wheelOf(one.archive, toLocal),
});

/** Returns the wheel of a package with a path. pip writes a file URL. */
const wheelOf = (
  { path, url = '' }: { readonly path?: string | undefined; readonly url?: string | undefined } = {},
  toLocal: (path: string) => string,
): Partial<PinnedPackage> | undefined => {
  const local = path ?? (/^file:/i.test(url) ? pathOf(url) : undefined);
  return local === undefined ? undefined : pinnedWheel(toLocal(local));
};

/** Returns the command that makes a pylock.toml. */
const commandOf = (createdBy: string): string =>
  ({ pip: 'pip lock', uv: 'uv export --format=pylock.toml' })[createdBy] ?? `${createdBy} lock`;
