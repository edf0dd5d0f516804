import { dirname, resolve } from 'node:path';
import type { SourceIndex, SourcePlaces } from '@layerkit/wheels/package-index';
import { z } from 'zod';
import { placeUrl } from './place-url.ts';
import { readToml } from './read-toml.ts';
import { isSame, mostFrequent, registryPlaces } from './registry-places.ts';
import type { UvPackage } from './uv-lock-table.ts';
import { sourceIndexes, uvIndexTable } from './uv-places.ts';

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
  const registered = packages.map((one) => ({ name: one.name, url: registryOf(one, folder) }));
  const isNamed = (url = ''): boolean => named.some((index) => isSame(index.url, url));
  const main = named.find((index) => index.main === true);
  const others = registered.filter(({ url }) => !isNamed(url));
  return registryPlaces(registered, { named, main: main ?? mostFrequent(others) });
};

/** The pyproject.toml may be missing, or have an error that does not concern the uv.lock. */
const namedIndexes = async (folder: string, file: string): Promise<readonly SourceIndex[]> => {
  const found = await readToml(resolve(folder, 'pyproject.toml'), file, indexTables).catch(() => undefined);
  return sourceIndexes(found?.tool?.uv?.index ?? [], folder);
};

const registryOf = ({ source }: UvPackage, folder: string): string | undefined =>
  typeof source['registry'] === 'string' ? placeUrl(source['registry'], folder) : undefined;
