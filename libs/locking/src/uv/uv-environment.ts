import { packagePlaces } from '@layerkit/wheels';

/**
 * The environment uv runs in: the host's, less what would change the result. Where packages come from and how
 * to get there stays the user's to say (indexes, credentials, proxies, certificates, cache); how to resolve is
 * in the requirements and nowhere else. Configuration files of uv are not read, for the same reason.
 * `PIP_INDEX_URL` and `PIP_FIND_LINKS` count where uv's own variables name nothing, as they do when wheels are
 * fetched.
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
    // No interpreter of the target is needed to resolve, and uv would download one.
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

/** Environments that uv would look into for an interpreter, and what would change how it speaks. */
const dropped: ReadonlySet<string> = new Set([
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'CONDA_DEFAULT_ENV',
  'RUST_LOG',
  'RUST_BACKTRACE',
]);
