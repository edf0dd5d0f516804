export interface PythonSource {
  /** Where it will lie: what tracebacks show. */
  readonly path: string;
  /** Only read until the next source is asked for. */
  readonly content: Uint8Array;
}
