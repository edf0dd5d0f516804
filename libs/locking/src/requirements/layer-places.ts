import { noPlaces, type PackagePlace, type SourcePlaces } from '@layerkit/wheels/package-index';
import type { Requirement } from './read-requirements.ts';

/** Joins the places that the requirements and the constraints name, and the URLs of requirements. */
export const layerPlaces = (
  sources: readonly (SourcePlaces | undefined)[],
  lines: readonly Requirement[],
): SourcePlaces => {
  const all = sources.map((one) => one ?? noPlaces);
  const urls = lines.flatMap(({ name, at }): [string, PackagePlace][] =>
    at === undefined || at.form === 'git' ? [] : [[name, { url: at.url }]],
  );
  return {
    indexes: all.flatMap(({ indexes }) => indexes),
    findLinks: all.flatMap(({ findLinks }) => findLinks),
    packages: new Map([...all.flatMap(({ packages }) => [...packages]), ...urls]),
    isSearchedWhole: all.some(({ isSearchedWhole }) => isSearchedWhole === true),
  };
};
