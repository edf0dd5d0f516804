import type { PackagePlace, SourceIndex, SourcePlaces } from '@layerkit/wheels/package-index';
import { withoutCredentials } from './without-credentials.ts';

/** A package of a lock, and the URL of the index that it was locked from. */
export interface RegisteredPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Undefined if the lock names none. */
  readonly url: string | undefined;
}

export interface KnownIndexes {
  /** The indexes with names. Their packages can use the variables for the credentials of a named index. */
  readonly named: readonly SourceIndex[];
  /** The index of most packages, which a variable may replace. */
  readonly main: SourceIndex | undefined;
}

/** Returns the places of a lock’s packages. Packages that are not from the main index are assigned to their own. */
export const registryPlaces = (
  packages: readonly RegisteredPackage[],
  { named, main }: KnownIndexes,
): SourcePlaces => {
  const isMain = (url: string): boolean => isSame(main?.url ?? '', url);
  const urlsOf = new Map<string, Set<string>>();
  for (const { name, url } of packages)
    if (url !== undefined) urlsOf.set(name, (urlsOf.get(name) ?? new Set()).add(url));
  const indexOf = (url: string): SourceIndex => named.find((index) => isSame(index.url, url)) ?? { url };
  // A package may have several versions, each from another index
  const assigned = [...urlsOf]
    .map(([name, urls]) => ({ name, others: [...urls].filter((url) => !isMain(url)), all: [...urls] }))
    .filter(({ others }) => others.length > 0)
    .map(({ name, others, all }): [string, PackagePlace] => [
      name,
      {
        indexes: [...others, ...all.filter(isMain)].map((url) => ({
          ...indexOf(url),
          explicit: true,
          main: false,
        })),
      },
    ]);
  return {
    indexes: main === undefined ? [] : [{ ...main, main: true }],
    findLinks: [],
    packages: new Map(assigned),
    isSearchedWhole: true,
  };
};

/** Returns the URL that most packages come from; of equal ones, the first by name. */
export const mostFrequent = (packages: readonly RegisteredPackage[]): SourceIndex | undefined => {
  const counts = new Map<string, number>();
  for (const { url } of packages) if (url !== undefined) counts.set(url, (counts.get(url) ?? 0) + 1);
  const [first] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return first === undefined ? undefined : { url: first[0] };
};

/** Whether two URLs are the same index, whatever their credentials. */
export const isSame = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (url: string): string => withoutCredentials(url).replace(/\/$/, '');
