export interface Invoked {
  /** HTTP status of the answer: 200 even if the function failed. */
  readonly statusCode: number;
  /** `Unhandled` or `Handled` if the function failed. */
  readonly functionError?: string | undefined;
  /** The last 4 KB of the log, decoded; `undefined` if AWS sent none. */
  readonly logTail?: LogTail | undefined;
  /** The function’s response as text. */
  readonly payload: string;
}

export interface LogTail {
  readonly text: string;
  /** Size before decoding to text: 4096 means that the beginning was cut off. */
  readonly bytes: number;
}

/** The port to Lambda’s Invoke: synchronous, with the log tail. Throws LayerkitError aws/*. */
export interface Invocation {
  invoke(functionName: string, event: unknown): Promise<Invoked>;
}
