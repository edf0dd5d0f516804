import type { Target } from '@layerkit/platform-resolution';

/** The specification of a function's execution environment. */
export interface FunctionSpec {
  readonly functionName: string;
  /** `$LATEST` or the number of a published version. */
  readonly version: string;
  /** The ARN without a qualifier. An invocation may use a qualified ARN. */
  readonly functionArn: string;
  readonly region: string;
  readonly target: Target;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The size of /tmp. */
  readonly ephemeralStorageMb: number;
  /** The function's own variables. They override all variables except reserved ones. */
  readonly environment: Readonly<Record<string, string>>;
  /** Zips or unpacked folders, in the order of the function's layers. */
  readonly layers: readonly string[];
  /** The unpacked function code, which becomes /var/task. */
  readonly codeDirectory: string;
  readonly logFormat: 'Text' | 'JSON';
  /** For the JSON format only. Lambda's default is INFO. */
  readonly applicationLogLevel?: string | undefined;
  readonly logGroup: string;
  readonly logStream: string;
  /** The folder with the runtime’s own packages: awslambdaric and the AWS SDK, installed with `pip install --target`. */
  readonly runtimeClient: string;
  /** The credentials of the function’s role; placeholders by default, never the host’s credentials. */
  readonly credentials?: FunctionCredentials | undefined;
  /** The folder for the environment’s files; a new temporary folder by default. */
  readonly scratch?: string | undefined;
}

export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface InvocationRequest {
  readonly payload: Buffer;
  readonly requestId: string;
  /** The function’s ARN as the caller gave it, with the qualifier; the spec’s ARN by default. */
  readonly invokedFunctionArn?: string | undefined;
  /** The decoded JSON of X-Amz-Client-Context. */
  readonly clientContext?: string | undefined;
  /** The X-Amzn-Trace-Id of the caller; a new one by default. */
  readonly traceId?: string | undefined;
}

export interface InvocationOutcome {
  /** The function’s response, or the error as JSON. */
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled' | undefined;
  /** The log of this invocation, START to REPORT, after the output of the initialization on a cold start. */
  readonly log: string;
  readonly durationMs: number;
  readonly billedMs: number;
  /** Only after a cold start whose initialization succeeded. */
  readonly initDurationMs?: number | undefined;
  readonly maxMemoryMb: number;
}

/** A sandbox of a function. It runs one invocation at a time and keeps its state in between. */
export interface FunctionEnvironment {
  /** The isolation from the host: mount-namespace, bubblewrap or relocated. */
  readonly isolation: string;
  /** How the sandbox differs from Lambda. */
  readonly limitations: readonly string[];
  /**
   * Runs one invocation. A failed function is an outcome, not an error. Starts the runtime first if none is
   * running: at the first call, after a timeout and after a crash. /tmp is kept.
   * @throws LayerkitError environment/failed if called during another invocation or after `close`
   */
  invoke(request: InvocationRequest): Promise<InvocationOutcome>;
  /** Ends all processes and deletes the environment’s files. */
  close(): Promise<void>;
}

/**
 * Prepares a sandbox. The function’s code does not run before the first invocation.
 * @throws LayerkitError environment/not-runnable, environment/interpreter-not-found, archive/invalid
 */
export type OpenFunctionEnvironment = (spec: FunctionSpec) => Promise<FunctionEnvironment>;
