import { packagePlaces } from '@layerkit/wheels/package-index';

/**
 * Returns the environment that uv runs in: the host's, without variables that would change the result. The user's
 * variables set indexes, credentials, proxies, certificates and the cache; only the requirements decide how to resolve.
 * So uv's configuration files are not read either. `PIP_INDEX_URL` and `PIP_FIND_LINKS` apply if uv's own variables are
 * not set, like for fetching wheels.
 */
export const uvEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const kept = Object.entries(env).filter(([name]) => isKept(name.toUpperCase()));
  const { extra, main, findLinks } = packagePlaces(env);
  return {
    ...Object.fromEntries(kept),
    ...(main === undefined ? {} : { UV_DEFAULT_INDEX: main }),
    ...(extra.length === 0 ? {} : { UV_INDEX: extra.join(' ') }),
    ...(findLinks.length === 0 ? {} : { UV_FIND_LINKS: findLinks.join(',') }),
    UV_NO_CONFIG: '1',
    // Resolving needs no interpreter of the target, but uv would download one
    UV_PYTHON_DOWNLOADS: 'never',
  };
};

const isKept = (name: string): boolean => {
  if (name.startsWith('UV_')) return kept.has(name) || keptStarts.some((start) => name.startsWith(start));
  return !dropped.has(name) && !name.startsWith('PYTHON');
};

const keptStarts = ['UV_INDEX_', 'UV_HTTP_', 'UV_CONCURRENT_'];

const kept: ReadonlySet<string> = new Set([
  'UV_KEYRING_PROVIDER',
  'UV_REQUEST_TIMEOUT',
  'UV_INSECURE_HOST',
  'UV_NATIVE_TLS',
  'UV_SYSTEM_CERTS',
  'UV_CACHE_DIR',
  'UV_NO_CACHE',
  'UV_OFFLINE',
  'UV_PYTHON_INSTALL_DIR',
]);

/** Variables of environments that uv would search for an interpreter, and variables that change its messages. */
const dropped: ReadonlySet<string> = new Set([
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'CONDA_DEFAULT_ENV',
  'RUST_LOG',
  'RUST_BACKTRACE',
]);
