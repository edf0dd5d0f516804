import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { placeUrl } from '../../requirements/place-url.ts';
import { mostFrequent, registryPlaces } from '../../requirements/registry-places.ts';
import type { PoetryLock } from './lock-table.ts';

/**
 * Returns the places of a poetry.lock’s packages. A package without a source comes from PyPI, and so from the main
 * index; one of type `legacy` comes from the index that `tool.poetry.source` gives a name.
 */
export const poetryPlaces = ({ package: packages }: PoetryLock, folder: string): SourcePlaces => {
  const sources = packages.map(({ name, source }) => {
    const { url, reference } = source?.type === 'legacy' ? source : {};
    return { name, url: url === undefined ? undefined : placeUrl(url, folder), reference };
  });
  const named = sources.flatMap(({ url, reference }) =>
    url === undefined || reference === undefined ? [] : [{ name: reference, url }],
  );
  const fromPyPI = packages.some(({ source }) => source === undefined);
  return registryPlaces(sources, { named, main: fromPyPI ? undefined : mostFrequent(sources) });
};
