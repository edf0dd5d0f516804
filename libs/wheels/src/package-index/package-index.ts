import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { Response } from 'undici';
import { filesInFolder, isOf } from './file-response.ts';
import type { HttpClient } from './http-client.ts';
import { refusal, unreachable, type Fetched, type FetchFailure } from './index-failure.ts';
import { displayUrl, type IndexLocation } from './index-location.ts';
import { LimitExceeded } from './limit-exceeded.ts';
import { readText } from './read-body.ts';
import { parseHtmlPage } from './html-page.ts';
import { parseJsonPage, type IndexFile } from './simple-page.ts';

export interface PackageIndex {
  readonly location: IndexLocation;
  /** Returns the files of a project; none if the index does not know it. */
  filesOf(name: string): Promise<Fetched<readonly IndexFile[]>>;
}

/** Prefers JSON to HTML (PEP 691, "Version + format selection"). */
const accept = [
  'application/vnd.pypi.simple.v1+json',
  'application/vnd.pypi.simple.v1+html;q=0.2',
  'text/html;q=0.1',
].join(', ');

/**
 * Opens a simple repository (PEP 503, PEP 691). After the first failed connection it sends no more requests, so that
 * seventy-five wheels don’t wait seventy-five times for the same dead host.
 */
export const openPackageIndex = (location: IndexLocation, http: HttpClient): PackageIndex => {
  let dead: FetchFailure | undefined;
  return {
    location,
    async filesOf(name) {
      if (dead !== undefined) return { failure: dead };
      const page = await (location.flat === true
        ? flatFiles(name, location, http)
        : requestPage(new URL(`${normalizeProjectName(name)}/`, location.url), location, http));
      if ('failure' in page && page.failure.code === 'index/unreachable') dead = page.failure;
      return page;
    },
  };
};

const flatFiles = async (
  name: string,
  location: IndexLocation,
  http: HttpClient,
): Promise<Fetched<readonly IndexFile[]>> => {
  if (location.url.protocol === 'file:') {
    return filesInFolder(location.url, name).then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: unreachable(location.url, error) }),
    );
  }
  const page = await requestPage(location.url, location, http);
  if ('failure' in page) return page;
  return { value: page.value.filter(({ fileName }) => isOf(fileName, name)) };
};

const requestPage = async (
  url: URL,
  location: IndexLocation,
  http: HttpClient,
): Promise<Fetched<readonly IndexFile[]>> => {
  try {
    const response = await http.get(url, { accept, ...authorization(location) }, 'page');
    if (response.status === 404) return { value: [] };
    if (!response.ok) return { failure: refusal(url, response.status) };
    const bytes = http.limits.pageBytes;
    const exceeded = (): Error => new LimitExceeded('pageBytes', bytes);
    return await readPage(await readText(response, { bytes, exceeded }), url, response);
  } catch (error) {
    return { failure: unreachable(error instanceof LimitExceeded ? url : location.url, error) };
  }
};

/** Resolves URLs relative to the final URL of the page, after redirects. */
const readPage = async (
  text: string,
  asked: URL,
  response: Response,
): Promise<Fetched<readonly IndexFile[]>> => {
  const type = response.headers.get('content-type') ?? '';
  const base = URL.canParse(response.url) ? new URL(response.url) : asked;
  try {
    const isJson = /\+json|\/json/.test(type);
    return { value: isJson ? parseJsonPage(text, base) : await parseHtmlPage(text, base) };
  } catch (cause) {
    const reason = `${displayUrl(asked)} is not a project page of a package index (${type})`;
    return { failure: { code: 'index/refused', reason, cause } };
  }
};

export const authorization = ({ authorization: value }: IndexLocation): Readonly<Record<string, string>> =>
  value === undefined ? {} : { authorization: value };
