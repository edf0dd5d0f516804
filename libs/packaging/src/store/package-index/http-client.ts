import { existsSync, readFileSync } from 'node:fs';
import type { Response } from 'undici';

export interface HttpClient {
  /** Any answer at all is a result; an error means that there was none. */
  get(url: URL, headers: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

const timeouts = { connect: 10_000, headers: 30_000, idleBody: 30_000 };

/**
 * Opens an HTTP client that heeds the proxy variables (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`, lower case
 * too), trusts the certificates of `SSL_CERT_FILE` (Node itself reads `NODE_EXTRA_CA_CERTS`), tries again when
 * a connection fails or a server is busy, and goes on where a broken download ended.
 */
export const openHttpClient = async (env: NodeJS.ProcessEnv): Promise<HttpClient> => {
  // Loaded here: most builds have every wheel at hand.
  const { EnvHttpProxyAgent, fetch, interceptors } = await import('undici');
  const tls = await trust(env);
  const agent = new EnvHttpProxyAgent({
    httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
    httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
    noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.idleBody,
    connect: { timeout: timeouts.connect, ...tls },
    requestTls: { timeout: timeouts.connect, ...tls },
    proxyTls: { timeout: timeouts.connect, ...tls },
  });
  const dispatcher = agent.compose(interceptors.retry(retryOptions));
  return {
    get: (url, headers) => fetch(url, { headers: { 'user-agent': 'layerkit', ...headers }, dispatcher }),
    close: () => agent.destroy(),
  };
};

/** 0.25, 0.5, 1 and 2 seconds: enough for a hiccup, short enough for someone who is offline. */
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

/**
 * `SSL_CERT_FILE` takes the place of the built-in certificates, as it does for OpenSSL and uv. Naming own
 * certificates switches off Node's extra ones, so these are named along with them.
 */
const trust = async (env: NodeJS.ProcessEnv) => {
  const files = [env['SSL_CERT_FILE'], env['NODE_EXTRA_CA_CERTS']];
  const [bundle, extra] = files.map((file) => (file && existsSync(file) ? readFileSync(file) : undefined));
  if (bundle === undefined) return {};
  const { createSecureContext } = await import('node:tls');
  return { secureContext: createSecureContext({ ca: extra === undefined ? [bundle] : [bundle, extra] }) };
};
