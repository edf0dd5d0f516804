import type { Marker } from '@layerkit/platform-resolution/requirements';
import type { PinnedEdge, PinnedPackage } from '../requirements/pinned-graph.ts';
import type { Requirement } from '../requirements/requirement.ts';

/** Returns the edge to exactly one package. */
export const edgeTo = ({ name, version }: PinnedPackage, markers: readonly Marker[] = []): PinnedEdge => ({
  name,
  specifiers: version === undefined ? [] : [`===${version}`],
  extras: [],
  markers,
});

export const isFolder = ({ source }: PinnedPackage): boolean => source === 'folder';

/** Returns the requirement for exactly this version. A local project has none. */
export const pinOf = ({ name, version, source }: PinnedPackage, file: string): readonly Requirement[] =>
  version === undefined || source === 'folder' ? [] : [{ name, text: `${name}==${version}`, where: file }];

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
