import pMap from 'p-map';
import {
  displayUrl,
  type FetchFailure,
  type IndexFile,
  type OpenedPlaces,
  openHttpClient,
  openPlaces,
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
  /** The URLs of its indexes, without credentials. */
  readonly asked: readonly string[];
}

export interface IndexAnswers {
  readonly projects: readonly ProjectAnswer[];
}

/**
 * Requests the files of each project from each of its indexes. A project with a URL of its own has no files.
 * @throws LayerkitError index/refused if the value of a variable is not an index
 */
export const askIndexes = async (
  names: readonly string[],
  { uv, env, places }: Pick<ResolveRequest, 'uv' | 'env' | 'places'>,
): Promise<IndexAnswers> => {
  const http = await openHttpClient(env);
  try {
    const opened = openPlaces({ env, places, defaultIndex: () => defaultIndex(uv, env) }, http);
    return { projects: await pMap(names, (name) => askAbout(name, opened), { concurrency: 8 }) };
  } finally {
    await http.close();
  }
};

const askAbout = async (name: string, opened: OpenedPlaces): Promise<ProjectAnswer> => {
  const place = await opened.of(name);
  const indexes = 'indexes' in place ? place.indexes : [];
  const pages = await Promise.all(indexes.map((index) => index.filesOf(name)));
  const listed = pages.map((page) => ('failure' in page ? [] : page.value));
  const isFlat = (at: number): boolean => indexes[at]?.location.flat === true;
  const first = listed.findIndex((files, at) => files.length > 0 && !isFlat(at));
  return {
    name,
    // A project comes from the first index that has it, and from find-links (uv, "Package indexes")
    files: listed.filter((_, at) => at === first || isFlat(at)).flat(),
    failures: pages.flatMap((page) => ('failure' in page ? [page.failure] : [])),
    asked: indexes.map(({ location }) => displayUrl(location.url)),
  };
};
