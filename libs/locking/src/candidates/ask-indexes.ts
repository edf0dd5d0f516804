import pMap from 'p-map';
import {
  displayUrl,
  type FetchFailure,
  type IndexFile,
  indexLocations,
  openHttpClient,
  openPackageIndex,
} from '@layerkit/wheels/package-index';
import { defaultIndex } from '../uv/default-index.ts';
import type { ResolveRequest } from '../uv/resolve.ts';

/** The answers of the package indexes about a project. */
export interface ProjectAnswer {
  readonly name: string;
  /** The files that uv chooses from. Empty if no index knows the project. */
  readonly files: readonly IndexFile[];
  /** The failures of indexes that did not answer. */
  readonly failures: readonly FetchFailure[];
}

export interface IndexAnswers {
  readonly projects: readonly ProjectAnswer[];
  /** The URLs of all indexes, without credentials. */
  readonly asked: readonly string[];
}

/**
 * Requests the files of each project from each index.
 * @throws LayerkitError index/refused if the value of a variable is not an index
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
        const listed = pages.map((page) => ('failure' in page ? [] : page.value));
        const first = listed.findIndex((files, at) => files.length > 0 && locations[at]?.flat !== true);
        return {
          name,
          // A project comes from the first index that has it, and from find-links (uv, "Package indexes")
          files: listed.filter((_, at) => at === first || locations[at]?.flat === true).flat(),
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
