import { LayerkitError, percentDecode, redactCredentials } from '@layerkit/failure';
import { basicAuthorization } from './basic-authorization.ts';
import { packagePlaces } from '../settings/package-places.ts';

/** The URL of a package index (a simple repository, PEP 503 and PEP 691), with the credentials for it. */
export interface IndexLocation {
  /** Ends in `/`, and contains no credentials. */
  readonly url: URL;
  /** The value of the Authorization header. */
  readonly authorization?: string | undefined;
  /** A single page or folder with the files of all projects (`--find-links`). */
  readonly flat?: true;
}

/**
 * Returns the indexes to search, in order: those from the variables of uv and pip (see `packagePlaces`), with uv's
 * default if they name no main index, then find-links. The order only affects speed, because a digest identifies a
 * file.
 * @param defaultIndex called only if no variable names the main index
 * @throws LayerkitError index/refused for a value that is not an http, https or file URL
 */
export const indexLocations = async (
  env: NodeJS.ProcessEnv,
  defaultIndex: () => Promise<string>,
): Promise<readonly IndexLocation[]> => {
  const { extra, main, findLinks } = packagePlaces(env);
  const locations = [
    ...[...extra, main ?? (await defaultIndex())].map((text) => parseLocation(text, env)),
    ...findLinks.map((text): IndexLocation => ({ ...parseLocation(text, env), flat: true })),
  ];
  return locations.filter(
    ({ url }, at) => locations.findIndex((other) => other.url.href === url.href) === at,
  );
};

/** Formats a URL for messages: without credentials, and without the query, which may contain a token. */
export const displayUrl = (url: URL): string =>
  url.protocol === 'file:' ? `file://${url.pathname}` : `${url.origin}${url.pathname}`;

/** Separates a URL from its credentials, which are percent-encoded ("Basic HTTP authentication", pip). */
export const splitCredentials = (url: URL): IndexLocation => {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  if (url.username === '' && url.password === '') return { url: bare };
  return {
    url: bare,
    authorization: basicAuthorization(percentDecode(url.username), percentDecode(url.password)),
  };
};

/** Reads `https://host/simple`, or uv's `name=https://host/simple`, whose credentials may be in variables. */
export const parseLocation = (text: string, env: NodeJS.ProcessEnv): IndexLocation => {
  const [, name, address = text] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
  if (!URL.canParse(address) || !/^(?:https?|file):$/.test(new URL(address).protocol)) {
    throw new LayerkitError({
      code: 'index/refused',
      message: `“${redactCredentials(address)}” is not a package index: it must be an http, https or file URL`,
      hint: 'Check UV_INDEX, UV_EXTRA_INDEX_URL, UV_DEFAULT_INDEX, UV_INDEX_URL, PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, UV_FIND_LINKS and PIP_FIND_LINKS, and the indexes of the requirements source.',
    });
  }
  const url = new URL(address);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  const split = splitCredentials(url);
  return { ...(name === undefined ? {} : namedCredentials(name, env)), ...split };
};

/** Reads `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD` (uv, "Providing credentials directly"). */
const namedCredentials = (name: string, env: NodeJS.ProcessEnv): { authorization?: string } => {
  const variable = `UV_INDEX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const [user, password] = [env[`${variable}_USERNAME`], env[`${variable}_PASSWORD`]];
  if (user === undefined && password === undefined) return {};
  return { authorization: basicAuthorization(user ?? '', password ?? '') };
};
