/** Where an interpreter was found; also the order in which they are looked for. */
export type InterpreterOrigin = 'LAYERKIT_PYTHON' | 'PATH' | 'pyenv' | 'uv' | '.layerkit/python';

/** A CPython of a runtime’s minor version that runs on this host. */
export interface Interpreter {
  /** The real executable, not a shim and not a virtual environment’s. */
  readonly path: string;
  /** All of it: `3.12.1`. */
  readonly version: string;
  /** The installation’s folder (`sys.base_prefix`). */
  readonly prefix: string;
  /** Folders below which the installation’s own packages lie; a function must not see them. */
  readonly sitePackages: readonly string[];
  readonly origin: InterpreterOrigin;
  /** What was set aside on the way, such as a LAYERKIT_PYTHON of another version. */
  readonly notes: readonly string[];
}
