export interface PythonSource {
  /** The path of the module on Lambda, which tracebacks show. */
  readonly path: string;
  /** Valid until the next source is requested. */
  readonly content: Uint8Array;
}
