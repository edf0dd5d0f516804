import { LayerkitError, redactCredentials } from '@layerkit/failure';
import { basicAuthorization } from './basic-authorization.ts';
import { packagePlaces } from '../settings/package-places.ts';

/** A package index: a simple repository (PEP 503, PEP 691), and what it wants to hear about who asks. */
export interface IndexLocation {
  /** Ends in `/`; holds no credentials. */
  readonly url: URL;
  /** Value of the header Authorization. */
  readonly authorization?: string;
  /** One page, or one folder, of files of every project (`--find-links`). */
  readonly flat?: true;
}

/**
 * The indexes to look in, in order: those that the variables of uv and pip name (see `packagePlaces`), where they
 * name no main one uv's own default, and what is to be found without an index last. Since a digest says which
 * file is meant, their order decides nothing but time.
 * @param defaultIndex asked only where no variable names the main index.
 * @throws LayerkitError index/refused for a value that is no http, https or file URL
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

/** A URL as a person may see it: without credentials, and without the query, which may hold a token. */
export const displayUrl = (url: URL): string =>
  url.protocol === 'file:' ? `file://${url.pathname}` : `${url.origin}${url.pathname}`;

/** Splits a URL that carries credentials ("Basic HTTP authentication", pip). */
export const splitCredentials = (url: URL): IndexLocation => {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  if (url.username === '' && url.password === '') return { url: bare };
  return {
    url: bare,
    authorization: basicAuthorization(decodeURIComponent(url.username), decodeURIComponent(url.password)),
  };
};

/** `https://host/simple`, or uv's `name=https://host/simple`, whose credentials may stand in variables. */
const parseLocation = (text: string, env: NodeJS.ProcessEnv): IndexLocation => {
  const [, name, address = text] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
  if (!URL.canParse(address) || !/^(?:https?|file):$/.test(new URL(address).protocol)) {
    throw new LayerkitError({
      code: 'index/refused',
      message: `“${redactCredentials(address)}” is no package index: an http, https or file URL is needed`,
      hint: 'See UV_INDEX, UV_EXTRA_INDEX_URL, UV_DEFAULT_INDEX, UV_INDEX_URL and PIP_INDEX_URL, UV_FIND_LINKS and PIP_FIND_LINKS.',
    });
  }
  const url = new URL(address);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  const split = splitCredentials(url);
  return { ...(name === undefined ? {} : namedCredentials(name, env)), ...split };
};

/** uv, "Providing credentials directly": `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD`. */
const namedCredentials = (name: string, env: NodeJS.ProcessEnv): { authorization?: string } => {
  const variable = `UV_INDEX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const [user, password] = [env[`${variable}_USERNAME`], env[`${variable}_PASSWORD`]];
  if (user === undefined && password === undefined) return {};
  return { authorization: basicAuthorization(user ?? '', password ?? '') };
};
