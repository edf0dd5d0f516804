import { noPlaces, type PackagePlace, type SourcePlaces } from '@layerkit/wheels/package-index';
import type { Requirement } from './read-requirements.ts';

/** Joins the places that the requirements and the constraints name, and the URLs of requirements. */
export const layerPlaces = (
  sources: readonly (SourcePlaces | undefined)[],
  lines: readonly Requirement[],
): SourcePlaces => {
  const all = sources.map((one) => one ?? noPlaces);
  const urls = new Map<string, Set<string>>();
  for (const { name, at } of lines)
    if (at !== undefined && at.form !== 'git') urls.set(name, (urls.get(name) ?? new Set()).add(at.url));
  const files = [...urls].map(([name, own]): [string, PackagePlace] => [name, { urls: [...own] }]);
  return {
    indexes: all.flatMap(({ indexes }) => indexes),
    findLinks: all.flatMap(({ findLinks }) => findLinks),
    packages: new Map([...all.flatMap(({ packages }) => [...packages]), ...files]),
    isSearchedWhole: all.some(({ isSearchedWhole }) => isSearchedWhole === true),
  };
};
