import { dirname, resolve } from 'node:path';
import type { PackagePlace, SourceIndex, SourcePlaces } from '@layerkit/wheels/package-index';
import { z } from 'zod';
import { placeUrl } from './place-url.ts';
import { readToml } from './read-toml.ts';
import type { UvPackage } from './uv-lock-table.ts';
import { sourceIndexes, uvIndexTable } from './uv-places.ts';
import { withoutCredentials } from './without-credentials.ts';

const indexTables = z.object({
  tool: z.object({ uv: z.object({ index: z.array(uvIndexTable).default([]) }).optional() }).optional(),
});

/**
 * Returns the places of a uv.lock's packages by their registries. A registry that `tool.uv.index` of the pyproject.toml
 * next to the uv.lock names has only its own packages. Of the others, the one with the most packages is the main index,
 * which a variable may replace.
 */
export const uvLockPlaces = async (
  path: string,
  file: string,
  packages: readonly UvPackage[],
): Promise<SourcePlaces> => {
  const folder = dirname(path);
  const named = await namedIndexes(folder, file);
  const registries = packages.map((one) => ({ name: one.name, url: registryOf(one, folder) }));
  const indexOf = (url: string) => named.find((index) => isSame(index.url, url));
  const others = registries.filter(({ url }) => url !== '' && indexOf(url) === undefined);
  const main = named.find((index) => index.main === true) ?? mostFrequent(others.map(({ url }) => url));
  const isMain = (url: string): boolean => isSame(main?.url ?? '', url);
  const names = [
    ...new Set(registries.filter(({ url }) => url !== '' && !isMain(url)).map(({ name }) => name)),
  ];
  const assigned = names.map((name): [string, PackagePlace] => {
    // A package may have several versions, each from another registry
    const urls = [
      ...new Set(registries.filter((one) => one.name === name && one.url !== '').map(({ url }) => url)),
    ];
    const ordered = [...urls.filter((url) => !isMain(url)), ...urls.filter(isMain)];
    return [
      name,
      { indexes: ordered.map((url) => ({ ...(indexOf(url) ?? { url }), explicit: true, main: false })) },
    ];
  });
  return {
    indexes: main === undefined ? [] : [{ ...main, main: true }],
    findLinks: [],
    packages: new Map(assigned),
    isSearchedWhole: true,
  };
};

/** The pyproject.toml may be missing, or have an error that does not concern the uv.lock. */
const namedIndexes = async (folder: string, file: string): Promise<readonly SourceIndex[]> => {
  const found = await readToml(resolve(folder, 'pyproject.toml'), file, indexTables).catch(() => undefined);
  return sourceIndexes(found?.tool?.uv?.index ?? [], folder);
};

const registryOf = ({ source }: UvPackage, folder: string): string =>
  typeof source['registry'] === 'string' ? placeUrl(source['registry'], folder) : '';

const mostFrequent = (urls: readonly string[]): SourceIndex | undefined => {
  const count = (url: string): number => urls.filter((other) => other === url).length;
  const [url] = [...new Set(urls)].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  return url === undefined ? undefined : { url };
};

const isSame = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (url: string): string => withoutCredentials(url).replace(/\/$/, '');
