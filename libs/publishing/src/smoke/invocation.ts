export interface Invoked {
  /** HTTP status of the answer. A failed function has 200, too. */
  readonly statusCode: number;
  /** `Unhandled` or `Handled` when the function failed. */
  readonly functionError?: string | undefined;
  /** The last 4 KB of the log, decoded; `undefined` when AWS sent none. */
  readonly logTail?: LogTail | undefined;
  /** What the function answered, as the text it came as. */
  readonly payload: string;
}

export interface LogTail {
  readonly text: string;
  /** Size of the tail before decoding: 4096 means that its beginning was cut off. */
  readonly bytes: number;
}

/** The port to Lambda’s Invoke, synchronous and with the log’s tail. Throws LayerkitError aws/*. */
export interface Invocation {
  invoke(functionName: string, event: unknown): Promise<Invoked>;
}
