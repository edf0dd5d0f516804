import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { placeUrl } from '../../requirements/place-url.ts';
import { registryPlaces } from '../../requirements/registry-places.ts';
import type { PipfilePin } from './lock-table.ts';

/** A `[[source]]` of a Pipfile. Its URL may contain `${VARIABLE}`. */
export interface PipenvSource {
  readonly name?: string | undefined;
  readonly url: string;
}

/** Returns the places of a Pipfile.lock’s packages. One without an `index` comes from the first source (Pipenv, "Pipfile"). */
export const pipenvPlaces = (
  sources: readonly PipenvSource[],
  categories: Readonly<Record<string, Readonly<Record<string, PipfilePin>>>>,
  folder: string,
): SourcePlaces => {
  const named = sources.map((source) => ({ ...source, url: placeUrl(source.url, folder) }));
  const packages = Object.values(categories).flatMap((pins) =>
    Object.entries(pins).map(([project, { index }]) => ({
      name: normalizeProjectName(project),
      url: named.find(({ name }) => name !== undefined && name === index)?.url,
    })),
  );
  return registryPlaces(packages, { named, main: named[0] });
};
