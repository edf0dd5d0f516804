import type { Target } from '@layerkit/platform-resolution';

/** What a function is when it runs: everything an execution environment is made from. */
export interface FunctionSpec {
  readonly functionName: string;
  /** `$LATEST` or the number of a published version. */
  readonly version: string;
  /** ARN without a qualifier; an invocation may name a qualified one. */
  readonly functionArn: string;
  readonly region: string;
  readonly target: Target;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The function's own variables; they win over all but the reserved ones. */
  readonly environment: Readonly<Record<string, string>>;
  /** Zips or already unpacked folders, in the order the function lists them. */
  readonly layers: readonly string[];
  /** The unpacked function code: becomes /var/task. */
  readonly codeDirectory: string;
  readonly logFormat: 'Text' | 'JSON';
  /** JSON only; Lambda's default is INFO. */
  readonly applicationLogLevel?: string | undefined;
  readonly logGroup: string;
  readonly logStream: string;
  /** Folder with awslambdaric and what it needs, as `pip install --target` leaves it. */
  readonly runtimeClient: string;
  /** What the function finds as its role’s credentials; placeholders where absent. Never the host’s. */
  readonly credentials?: FunctionCredentials | undefined;
  /** Where the environment keeps its files; a new folder in the system’s temporary one by default. */
  readonly scratch?: string | undefined;
}

interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface InvocationRequest {
  readonly payload: Buffer;
  readonly requestId: string;
  /** As the caller named the function, with its qualifier; the spec’s ARN by default. */
  readonly invokedFunctionArn?: string | undefined;
  /** Decoded JSON text of X-Amz-Client-Context. */
  readonly clientContext?: string | undefined;
  /** X-Amzn-Trace-Id of the caller; a new one by default. */
  readonly traceId?: string | undefined;
}

export interface InvocationOutcome {
  /** The function’s response, or the error as JSON. */
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled' | undefined;
  /** What Lambda logs for this invocation, START to REPORT, and on a cold start what initialising printed. */
  readonly log: string;
  readonly durationMs: number;
  readonly billedMs: number;
  /** Only on a cold start whose initialisation succeeded. */
  readonly initDurationMs?: number | undefined;
  readonly maxMemoryMb: number;
}

/** One sandbox of a function: takes one invocation at a time and keeps its state in between. */
export interface FunctionEnvironment {
  /** How the sandbox is kept apart from the host: mount-namespace, bubblewrap or relocated. */
  readonly isolation: string;
  /** In which ways it is not what AWS has. */
  readonly limitations: readonly string[];
  /**
   * Runs one invocation. A function that fails is an outcome, not an error. Starts the runtime first
   * where none is running: at the first call, after a time-out and after a crash (/tmp is kept).
   * @throws LayerkitError environment/failed when called during another invocation or after close
   */
  invoke(request: InvocationRequest): Promise<InvocationOutcome>;
  /** Ends every process and removes the environment’s files. */
  close(): Promise<void>;
}

/**
 * Prepares a sandbox; nothing of the function runs before the first invoke.
 * @throws LayerkitError environment/not-runnable, environment/interpreter-not-found, archive/invalid
 */
export type OpenFunctionEnvironment = (spec: FunctionSpec) => Promise<FunctionEnvironment>;
