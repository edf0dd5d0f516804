import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '@layerkit/testing-host';

/** One answered request. */
interface CacheRequest {
  readonly method: string;
  readonly hash: string;
  readonly status: number;
}

export interface RemoteCache {
  readonly requests: CacheRequest[];
  /** Task outputs by Nx’s hash of the task. */
  readonly entries: Map<string, Buffer>;
  /** Variables that make Nx use it with this token. */
  env(token: string): Readonly<Record<string, string>>;
  /** Answers every request with this status from now on; without a status, serves normally again. */
  answerWith(status?: number): void;
  stop(): Promise<void>;
}

export const readToken = 'may-read';
export const writeToken = 'may-write';

/**
 * Starts a server of Nx’s remote cache protocol on loopback, in memory, with only what its OpenAPI description
 * requires: https://nx.dev/docs/kb/self-hosted-caching. Entries are never replaced, and a read-only token can’t
 * store anything.
 */
export const startRemoteCache = async (): Promise<RemoteCache> => {
  const requests: CacheRequest[] = [];
  const entries = new Map<string, Buffer>();
  let forced: number | undefined;
  const server = createServer((request, response) => {
    void answer(request, { entries, forced }).then((reply) => {
      requests.push({ method: request.method ?? '', hash: hashIn(request) ?? '', status: reply.status });
      send(response, reply);
    });
  });
  const url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  return {
    requests,
    entries,
    env: (token) => ({
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    }),
    answerWith: (status) => {
      forced = status;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

interface State {
  readonly entries: Map<string, Buffer>;
  readonly forced: number | undefined;
}

interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
}

const answer = async (request: IncomingMessage, { entries, forced }: State): Promise<Reply> => {
  const body = await buffer(request);
  if (forced !== undefined) return { status: forced, body: 'refused by the test' };
  const hash = hashIn(request);
  if (hash === undefined) return { status: 404, body: 'no such path' };
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== readToken && token !== writeToken) return { status: 401, body: 'unknown token' };
  if (request.method === 'GET') return read(entries.get(hash));
  if (token !== writeToken) return { status: 403, body: 'this token only reads' };
  if (entries.has(hash)) return { status: 409, body: 'stored before' };
  entries.set(hash, body);
  return { status: 200, body: '' };
};

const read = (entry: Buffer | undefined): Reply =>
  entry === undefined ? { status: 404, body: 'not stored' } : { status: 200, body: entry };

const hashIn = ({ url }: IncomingMessage): string | undefined => /^\/v1\/cache\/(\w+)$/.exec(url ?? '')?.[1];

const send = (response: ServerResponse, { status, body }: Reply): void => {
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/octet-stream',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};
