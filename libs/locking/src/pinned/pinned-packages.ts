import { dirname, resolve } from 'node:path';
import type { Marker } from '@layerkit/platform-resolution/requirements';
import type { PinnedEdge, PinnedGraph, PinnedPackage } from '../requirements/pinned-graph.ts';
import type { LocalPackage } from '../requirements/local-package.ts';
import { wheelRequirement } from '../requirements/local-requirement.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { pathFrom } from '../requirements/path-from.ts';

/** Returns the edge to exactly one package. */
export const edgeTo = (
  { name, version, wheel }: PinnedPackage,
  markers: readonly Marker[] = [],
): PinnedEdge => ({
  name,
  specifiers: version === undefined ? [] : [`===${version}`],
  extras: [],
  markers,
  ...(wheel !== undefined && { wheel }),
});

export const isFolder = ({ source }: PinnedPackage): boolean => source === 'folder';

/** Returns the local packages among pinned ones. */
export const localsAmong = (packages: Iterable<PinnedPackage>, where: string): readonly LocalPackage[] => {
  const folders = [...packages].flatMap(({ name, folder }): [string, LocalPackage][] =>
    folder === undefined ? [] : [[`${name} ${folder}`, { name, folder, where }]],
  );
  return [...new Map(folders).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Returns a path in a lock, which is relative to the lock’s folder, relative to the layer’s project. */
export const localPath = (projectRoot: string, lock: string, path: string): string =>
  pathFrom(projectRoot, resolve(dirname(lock), path)) || '.';

/** Returns the requirement for exactly this version, or for its wheel. A local project has none. */
export const pinOf = (
  { name, version, source, wheel }: PinnedPackage,
  { file, projectRoot }: Pick<PinnedGraph, 'file' | 'projectRoot'>,
): readonly Requirement[] => {
  if (wheel !== undefined)
    return [wheelRequirement({ name, path: wheel }, { folder: projectRoot, where: file })];
  return version === undefined || source === 'folder'
    ? []
    : [{ name, text: `${name}==${version}`, where: file }];
};

/** Returns the packages, or edges, by name. */
export const byName = <T extends { readonly name: string }>(
  all: Iterable<T>,
): ReadonlyMap<string, readonly T[]> => {
  const named = new Map<string, T[]>();
  for (const one of all) {
    const known = named.get(one.name);
    if (known === undefined) named.set(one.name, [one]);
    else known.push(one);
  }
  return named;
};
