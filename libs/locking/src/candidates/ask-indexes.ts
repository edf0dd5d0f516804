import pMap from 'p-map';
import {
  displayUrl,
  type FetchFailure,
  indexLocations,
  openHttpClient,
  openPackageIndex,
} from '@layerkit/wheels';
import { defaultIndex } from '../uv/default-index.ts';
import type { ResolveRequest } from '../uv/resolve.ts';

/** What all package indexes together say of a project. */
export interface ProjectAnswer {
  readonly name: string;
  /** File names in the indexes' own order; none when no index knows the project. */
  readonly files: readonly string[];
  /** Of indexes that could not be asked. */
  readonly failures: readonly FetchFailure[];
}

export interface IndexAnswers {
  readonly projects: readonly ProjectAnswer[];
  /** The indexes that were asked, without credentials. */
  readonly asked: readonly string[];
}

/**
 * Asks each index for each project's files.
 * @throws LayerkitError index/refused when a variable names something that is no index
 */
export const askIndexes = async (
  names: readonly string[],
  { uv, env }: Pick<ResolveRequest, 'uv' | 'env'>,
): Promise<IndexAnswers> => {
  const locations = await indexLocations(env, () => defaultIndex(uv, env));
  const http = await openHttpClient(env);
  try {
    const indexes = locations.map((location) => openPackageIndex(location, http));
    const projects = await pMap(
      names,
      async (name) => {
        const pages = await Promise.all(indexes.map((index) => index.filesOf(name)));
        return {
          name,
          files: pages.flatMap((page) =>
            'failure' in page ? [] : page.value.map(({ fileName }) => fileName),
          ),
          failures: pages.flatMap((page) => ('failure' in page ? [page.failure] : [])),
        };
      },
      { concurrency: 8 },
    );
    return { projects, asked: locations.map(({ url }) => displayUrl(url)) };
  } finally {
    await http.close();
  }
};
