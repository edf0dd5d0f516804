import type { ServerResponse } from 'node:http';
import type { ApiCall, ApiHandler } from './environment-api.ts';
import { accepted, refusal, send, tooLarge } from './replies.ts';

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
  { readonly kind: 'response' | 'error'; readonly payload: Buffer } | { readonly kind: 'too-large' };

type Initialization =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly payload: Buffer; readonly errorType: string };

/** The Lambda Runtime API for one runtime process. */
export interface RuntimeApi {
  readonly handle: ApiHandler;
  /** Settles when the runtime asks for its first invocation or reports that its initialization failed. */
  readonly initialized: Promise<Initialization>;
  /** Delivers one invocation and resolves with the runtime’s answer. Call it for one invocation at a time. */
  deliver(delivery: Delivery): Promise<Answer>;
  /** Whether the runtime waits for an invocation and there is none. */
  isIdle(): boolean;
}

/** The largest response, in bytes, as in AWS’s message (AWS Lambda developer guide, "Quotas": 6 MB). */
export const responseLimit = 6_291_556;

/**
 * Makes the Runtime API (AWS Lambda developer guide, "Using the Lambda runtime API").
 * @param onIdle called when the runtime waits for an invocation and there is none
 */
export const createRuntimeApi = (onIdle: () => void): RuntimeApi => {
  const state = createState(onIdle);
  return {
    handle: (call) => handle(state, call),
    initialized: state.initialized.promise,
    deliver: (delivery) => {
      const answered = deferred<Answer>();
      state.current = { delivery, answered };
      offer(state);
      return answered.promise;
    },
    isIdle: () => state.waiting !== undefined && state.current === undefined,
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

const handle = async (state: State, call: ApiCall): Promise<void> => {
  const { method, path, response } = call;
  if (method === 'GET' && path === 'runtime/invocation/next') {
    state.waiting = response;
    state.initialized.resolve({ kind: 'ready' });
    offer(state);
    if (state.current === undefined) state.onIdle();
    return;
  }
  const body = await call.body(responseLimit);
  if (method === 'POST' && path === 'runtime/init/error') {
    const errorType = call.headers['lambda-runtime-function-error-type'];
    state.initialized.resolve({
      kind: 'failed',
      payload: body ?? Buffer.from('{}'),
      errorType: typeof errorType === 'string' ? errorType : 'Runtime.Unknown',
    });
    send(response, accepted);
    return;
  }
  finish(state, call, body);
};

const finish = (state: State, { method, path, response }: ApiCall, body: Buffer | undefined): void => {
  const [, requestId, kind] = /^runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
  const { current } = state;
  if (method !== 'POST' || requestId === undefined || current?.delivery.requestId !== requestId) {
    send(response, refusal(404, 'InvalidRequestID'));
    return;
  }
  state.current = undefined;
  if (body === undefined) {
    send(response, tooLarge);
    current.answered.resolve({ kind: 'too-large' });
  } else {
    send(response, accepted);
    current.answered.resolve({ kind: kind === 'error' ? 'error' : 'response', payload: body });
  }
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
