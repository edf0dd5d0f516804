import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../../request-body/read-body.ts';
import { notFound, send } from './replies.ts';

/** A request to one of the APIs that Lambda serves inside an execution environment. */
export interface ApiCall {
  readonly method: string;
  /** The path below the API’s version, for example `runtime/invocation/next`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly response: ServerResponse;
  /** Reads the body; undefined if it is longer than the limit in bytes. */
  body(limit: number): Promise<Buffer | undefined>;
}

export type ApiHandler = (call: ApiCall) => Promise<void> | void;

export interface EnvironmentApi {
  /** The value of AWS_LAMBDA_RUNTIME_API, for example `127.0.0.1:12345`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the APIs inside an execution environment on loopback.
 * @param handlers the handler of each version, for example of `2018-06-01`
 */
export const serveEnvironmentApi = async (
  handlers: Readonly<Record<string, ApiHandler>>,
): Promise<EnvironmentApi> => {
  const server = createServer((request, response) => {
    handle(handlers, request, response).catch(() => response.destroy());
  });
  // The runtime waits for its next invocation without a time limit, and a frozen client can’t close its connection.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string')
    throw new Error('the server of the Runtime API has no port');
  return {
    address: `127.0.0.1:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const handle = async (
  handlers: Readonly<Record<string, ApiHandler>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [, version = '', path = ''] =
    /^\/(\d{4}-\d\d-\d\d)\/([^?]*[^?/])\/?(?:$|\?)/.exec(request.url ?? '') ?? [];
  const handler = Object.hasOwn(handlers, version) ? handlers[version] : undefined;
  if (handler === undefined) {
    request.resume();
    send(response, notFound);
    return;
  }
  const { method = '', headers } = request;
  await handler({ method, path, headers, response, body: (limit) => readBody(request, limit) });
};
