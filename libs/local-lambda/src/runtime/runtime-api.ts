import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An invocation, as it is delivered to the runtime. */
export interface Delivery {
  readonly requestId: string;
  readonly payload: Buffer;
  readonly deadline: number;
  readonly functionArn: string;
  readonly traceId: string;
  readonly clientContext: string | undefined;
}

export type Answer =
  | { readonly kind: 'response' | 'error'; readonly payload: Buffer }
  | { readonly kind: 'too-large'; readonly bytes: number };

type Initialization =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly payload: Buffer; readonly errorType: string };

/** The Lambda Runtime API for one runtime process. */
export interface RuntimeApi {
  /** The value of AWS_LAMBDA_RUNTIME_API, for example `127.0.0.1:12345`. */
  readonly address: string;
  /** Settles when the runtime asks for its first invocation or reports that its initialization failed. */
  readonly initialized: Promise<Initialization>;
  /** Delivers one invocation and resolves with the runtime’s answer. Call it for one invocation at a time. */
  deliver(delivery: Delivery): Promise<Answer>;
  close(): Promise<void>;
}

/** The largest response, in bytes, as in AWS’s message (AWS Lambda developer guide, "Quotas": 6 MB). */
export const responseLimit = 6_291_556;

/**
 * Serves the Runtime API on loopback (AWS Lambda developer guide, "Using the Lambda runtime API").
 * @param onIdle called when the runtime waits for an invocation and there is none
 */
export const serveRuntimeApi = async (onIdle: () => void): Promise<RuntimeApi> => {
  const state = createState(onIdle);
  const server = createServer((request, response) => {
    handle(state, request, response).catch(() => response.destroy());
  });
  // The runtime waits for its next invocation without a time limit.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string')
    throw new Error('the server of the Runtime API has no port');
  return {
    address: `127.0.0.1:${bound.port}`,
    initialized: state.initialized.promise,
    deliver: (delivery) => {
      const answered = deferred<Answer>();
      state.current = { delivery, answered };
      offer(state);
      return answered.promise;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

interface State {
  readonly onIdle: () => void;
  readonly initialized: Deferred<Initialization>;
  /** The runtime’s open request for its next invocation. */
  waiting: ServerResponse | undefined;
  current:
    | { readonly delivery: Delivery; readonly answered: Deferred<Answer>; offered?: boolean | undefined }
    | undefined;
}

const createState = (onIdle: () => void): State => ({
  onIdle,
  initialized: deferred(),
  waiting: undefined,
  current: undefined,
});

const deferred = <T>(): Deferred<T> => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
};

const handle = async (state: State, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, path = ''] = /^\/2018-06-01\/runtime\/(.+)$/.exec(request.url ?? '') ?? [];
  if (request.method === 'GET' && path === 'invocation/next') {
    state.waiting = response;
    state.initialized.resolve({ kind: 'ready' });
    offer(state);
    if (state.current === undefined) state.onIdle();
    return;
  }
  const body = await buffer(request);
  if (request.method === 'POST' && path === 'init/error') {
    const errorType = request.headers['lambda-runtime-function-error-type'];
    state.initialized.resolve({
      kind: 'failed',
      payload: body,
      errorType: typeof errorType === 'string' ? errorType : 'Runtime.Unknown',
    });
    accept(response);
    return;
  }
  const [, requestId, kind] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
  const { current } = state;
  if (request.method !== 'POST' || requestId === undefined || current?.delivery.requestId !== requestId) {
    refuse(response, 404, 'InvalidRequestID');
    return;
  }
  state.current = undefined;
  if (body.length > responseLimit) {
    refuse(response, 413, 'RequestEntityTooLarge');
    current.answered.resolve({ kind: 'too-large', bytes: body.length });
  } else {
    accept(response);
    current.answered.resolve({ kind: kind === 'error' ? 'error' : 'response', payload: body });
  }
};

const accept = (response: ServerResponse): void => {
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
};

const refuse = (response: ServerResponse, status: number, errorType: string): void => {
  response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ errorMessage: errorType, errorType }));
};

/** Delivers the current invocation if the runtime is waiting for one. */
const offer = (state: State): void => {
  const { waiting, current } = state;
  if (waiting === undefined || current === undefined || current.offered === true) return;
  current.offered = true;
  state.waiting = undefined;
  const { delivery } = current;
  waiting
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': delivery.requestId,
      'Lambda-Runtime-Deadline-Ms': String(delivery.deadline),
      'Lambda-Runtime-Invoked-Function-Arn': delivery.functionArn,
      'Lambda-Runtime-Trace-Id': delivery.traceId,
      ...(delivery.clientContext === undefined
        ? {}
        : { 'Lambda-Runtime-Client-Context': asciiJson(delivery.clientContext) }),
    })
    .end(delivery.payload);
};

/** Escapes all characters of a JSON text that are not ASCII, because headers allow only Latin-1. */
const asciiJson = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
