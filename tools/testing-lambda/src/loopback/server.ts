import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ConnectLambdaOptions } from '@layerkit/publishing/aws';

export interface LoopbackServer {
  readonly endpoint: string;
  /** An environment that points at the server, with invalid credentials. */
  readonly env: NonNullable<ConnectLambdaOptions['env']>;
  readonly close: () => Promise<void>;
}

export type Answer = (
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => Promise<void> | void;

/** Starts a server on a free loopback port that answers each request with `answer`. */
export const startLoopback = async (answer: Answer): Promise<LoopbackServer> => {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const endpoint = `http://127.0.0.1:${port}`;
  return { endpoint, env: envFor(endpoint), close: () => closeServer(server) };
};

/** Returns an endpoint at which nothing listens. */
export const closedEndpoint = async (): Promise<string> => {
  const { endpoint, close } = await startLoopback(() => undefined);
  await close();
  return endpoint;
};

export const envFor = (endpoint: string) => ({
  AWS_ENDPOINT_URL_LAMBDA: endpoint,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
});

/** An error of Lambda. */
export interface LambdaError {
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

/** Sends an error as Lambda does: its name in a header, its message in the body. */
export const sendError = (response: ServerResponse, { status, name, message }: LambdaError): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': name,
    'x-amzn-requestid': '0d3b9b8e-6d52-4f1c-8a3d-1c5a7f3f9b11',
  });
  response.end(JSON.stringify({ Type: 'User', message }));
};

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  await once(request, 'end');
  return Buffer.concat(parts);
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
