import type { HttpClient } from './http-client.ts';
import { indexLocations, parseLocation, splitCredentials, type IndexLocation } from './index-location.ts';
import { openPackageIndex, type PackageIndex } from './package-index.ts';
import { indexText } from '../settings/environment-with-places.ts';
import { expandVariables } from '../settings/expand-variables.ts';
import { noPlaces, type SourcePlaces } from '../settings/source-places.ts';

/** Where a package comes from: the indexes to search in order, or the URLs of its files. */
export type PlaceOfPackage =
  { readonly indexes: readonly PackageIndex[] } | { readonly locations: readonly IndexLocation[] };

export interface OpenedPlaces {
  of(name: string): Promise<PlaceOfPackage>;
}

export interface PlacesRequest {
  /** The variables that name package indexes; see `environmentWithPlaces`. */
  readonly env: NodeJS.ProcessEnv;
  /** The places that the requirements source names for some packages. */
  readonly places?: SourcePlaces | undefined;
  /** Whether to keep the pages of indexes, for requests about several versions of a package. */
  readonly keepPages?: boolean;
  /** Called only if a package comes from the main index and no variable names it. */
  readonly defaultIndex: () => Promise<string>;
}

/**
 * Opens the places of packages. A package that the requirements source assigns to an index, or gives a URL for, comes
 * from there alone, and an explicit index is asked only for its packages.
 * @throws LayerkitError index/refused for an index or file that has no http, https or file URL
 */
export const openPlaces = (
  { env, places = noPlaces, keepPages = false, defaultIndex }: PlacesRequest,
  http: HttpClient,
): OpenedPlaces => {
  const opened = new Map<string, PackageIndex>();
  const open = (location: IndexLocation): PackageIndex => {
    const known = opened.get(location.url.href);
    if (known !== undefined) return known;
    const index = openPackageIndex(location, http);
    opened.set(location.url.href, keepPages ? keepingPages(index) : index);
    return open(location);
  };
  let general: Promise<readonly PackageIndex[]> | undefined;
  const shared = () => (general ??= indexLocations(env, defaultIndex).then((all) => all.map(open)));
  return {
    async of(name) {
      const place = places.packages.get(name);
      if (place === undefined) return { indexes: await shared() };
      if ('urls' in place) return { locations: place.urls.map((url) => fileLocation(url, env)) };
      const own = place.indexes.map(({ flat, ...index }): IndexLocation => {
        const location = parseLocation(indexText(index, env), env);
        return flat === true ? { ...location, flat } : location;
      });
      return { indexes: own.map(open) };
    },
  };
};

const keepingPages = (index: PackageIndex): PackageIndex => {
  const pages = new Map<string, ReturnType<PackageIndex['filesOf']>>();
  return {
    ...index,
    filesOf(name) {
      const page = pages.get(name) ?? index.filesOf(name);
      pages.set(name, page);
      return page;
    },
  };
};

const fileLocation = (url: string, env: NodeJS.ProcessEnv): IndexLocation =>
  splitCredentials(new URL(expandVariables(url, env)));
