import { LayerkitError, redactCredentials } from '@layerkit/failure';
import type { Response } from 'undici';
import { certificateBundle } from '../settings/certificate-bundle.ts';
import { fetchLimits, type FetchLimits } from '../settings/fetch-limits.ts';
import { basicAuthorization, credentialsOf } from './basic-authorization.ts';
import { fileResponse } from './file-response.ts';
import { LimitExceeded } from './limit-exceeded.ts';
import { netrcEntry, readNetrc, type Netrc } from './netrc.ts';

export interface HttpClient {
  /** The limits that readers of a body apply. The client itself ends requests that take too long. */
  readonly limits: FetchLimits;
  /**
   * Sends a GET request. Any answer is a result; an error means that there was no answer. If the headers have no
   * credentials, or a user without a password, they come from the netrc file.
   * @param kind selects the time limit, which includes reading the body
   */
  get(url: URL, headers: Readonly<Record<string, string>>, kind: 'page' | 'file'): Promise<Response>;
  close(): Promise<void>;
}

const connectMilliseconds = 10_000;

/**
 * Opens an HTTP client that uses the proxy variables (`HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, also in
 * lowercase), trusts the certificates of `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`, retries if a connection fails or a
 * server is busy, and resumes broken downloads. It also answers requests for `file:` URLs.
 * @throws LayerkitError index/unreachable if the URL of a proxy is invalid; command/misused if a limit is
 */
export const openHttpClient = async (env: NodeJS.ProcessEnv): Promise<HttpClient> => {
  // Loaded only here: most builds have every wheel in the store
  const { EnvHttpProxyAgent, fetch, interceptors } = await import('undici');
  const limits = fetchLimits(env);
  const tls = await trust(env);
  const netrc = await readNetrc(env);
  const anyProxy = env['all_proxy'] ?? env['ALL_PROXY'] ?? '';
  const agent = new EnvHttpProxyAgent({
    httpProxy: proxyUrl(env['http_proxy'] ?? env['HTTP_PROXY'] ?? anyProxy),
    httpsProxy: proxyUrl(env['https_proxy'] ?? env['HTTPS_PROXY'] ?? anyProxy),
    noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    headersTimeout: limits.idleSeconds * 1000,
    bodyTimeout: limits.idleSeconds * 1000,
    connect: { timeout: connectMilliseconds, ...tls },
    requestTls: { timeout: connectMilliseconds, ...tls },
    proxyTls: { timeout: connectMilliseconds, ...tls },
  });
  const dispatcher = agent.compose(interceptors.retry(retryOptions));
  return {
    limits,
    get: (url, headers, kind) =>
      url.protocol === 'file:'
        ? fileResponse(url)
        : fetch(url, {
            headers: { 'user-agent': 'layerkit', ...withNetrc(netrc, url, headers) },
            dispatcher,
            signal: abortAfter(kind === 'page' ? 'pageSeconds' : 'fileSeconds', limits),
          }),
    close: () => agent.destroy(),
  };
};

const longestTimer = 2 ** 31 - 1;

const abortAfter = (limit: 'pageSeconds' | 'fileSeconds', limits: FetchLimits): AbortSignal => {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new LimitExceeded(limit, limits[limit]));
  setTimeout(abort, Math.min(limits[limit] * 1000, longestTimer)).unref();
  return controller.signal;
};

/** Returns the URL of a proxy. `host:port` means http, as for uv. */
const proxyUrl = (text: string): string => {
  const url = text === '' || text.includes('://') ? text : `http://${text}`;
  if (url === '' || URL.canParse(url)) return url;
  throw new LayerkitError({
    code: 'index/unreachable',
    message: `invalid proxy URL “${redactCredentials(url)}”`,
    hint: 'Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.',
  });
};

const withNetrc = (
  netrc: Netrc,
  { hostname }: URL,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const { authorization } = headers;
  const given = authorization === undefined ? undefined : credentialsOf(authorization);
  if (authorization !== undefined && given?.password !== '') return headers;
  const entry = netrcEntry(netrc, hostname, given?.user);
  if (entry === undefined) return headers;
  return { ...headers, authorization: basicAuthorization(entry.login, entry.password) };
};

/** Waits 0.25, 0.5, 1 and 2 seconds: enough for a short outage, and not too long for a user who is offline. */
const retryOptions = {
  maxRetries: 4,
  minTimeout: 250,
  maxTimeout: 10_000,
  throwOnError: false,
  errorCodes: [
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTDOWN',
    'EHOSTUNREACH',
    'ENETDOWN',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_BODY_TIMEOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_SOCKET',
  ],
};

const trust = async (env: NodeJS.ProcessEnv) => {
  const bundle = await certificateBundle(env);
  if (bundle === undefined) return {};
  const { createSecureContext } = await import('node:tls');
  return { secureContext: createSecureContext({ ca: [...bundle] }) };
};
