import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { LayerkitError } from '@layerkit/failure';
import type { Sha256 } from '@layerkit/artifact/digest';
import type { Service } from '../service.ts';
import { answer } from './answer.ts';
import { importLayerVersion, importOperation, importPath } from './import-layer.ts';
import type { Reply } from '../api/reply.ts';

/** The properties of a request, for a log. */
export interface RequestReport {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Undefined for a download and for a request that matches no operation. */
  readonly operation: string | undefined;
  readonly status: number;
  /** AWS's name of the error, if the request was refused. */
  readonly errorType: string | undefined;
  readonly milliseconds: number;
}

/** Longer than clients keep idle connections, so that none sends on a connection that is being closed. */
const idleConnectionMs = 75_000;

export interface HttpServerOptions {
  readonly service: Service;
  readonly onRequest?: ((report: RequestReport) => void) | undefined;
}

export const createHttpServer = ({ service, onRequest }: HttpServerOptions): Server => {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const requestId = randomUUID();
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const zip = method === 'GET' ? service.downloads.resolve(url) : undefined;
    const answered =
      zip === undefined ? await answerRequest(request, url, { service, requestId }) : undefined;
    if (answered !== undefined) send(response, answered.reply, requestId);
    else await sendZip(response, zip, service);
    onRequest?.({
      requestId,
      method,
      path: url.pathname,
      operation: answered?.operation,
      status: response.statusCode,
      errorType: answered?.reply.headers['x-amzn-errortype'],
      milliseconds: performance.now() - started,
    });
  };
  // A function may run for 15 minutes, and only its own time limit ends an invocation.
  return createServer({ requestTimeout: 0, keepAliveTimeout: idleConnectionMs }, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
};

const answerRequest: typeof answer = async (request, url, given) =>
  request.method === 'PUT' && url.pathname === importPath
    ? { operation: importOperation, reply: await importLayerVersion(request, url, given.service) }
    : answer(request, url, given);

const send = (response: ServerResponse, reply: Reply, requestId: string): void => {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, {
    ...reply.headers,
    'x-amzn-requestid': requestId,
    ...(reply.status === 204 ? {} : { 'content-length': body.length }),
  });
  response.end(body);
};

const sendZip = async (
  response: ServerResponse,
  zip: Sha256 | 'denied' | undefined,
  service: Service,
): Promise<void> => {
  if (zip === undefined || zip === 'denied') {
    response.writeHead(403).end('Request has expired or its signature does not match.');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/zip' });
  await pipeline(createReadStream(service.uploadedCode.zipPath(zip)), response);
};

/** Listens on a port and returns its number. @throws LayerkitError local-aws/failed if the port is taken */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new LayerkitError({
          code: 'local-aws/failed',
          message: `the local Lambda can't listen on 127.0.0.1:${port}: ${cause.message}`,
          hint: 'Choose another port, or leave it out to use a free one.',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
