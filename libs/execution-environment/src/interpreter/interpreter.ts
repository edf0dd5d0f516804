/** The place where an interpreter was found, in the order of the search. */
export type InterpreterOrigin = 'LAYERKIT_PYTHON' | 'PATH' | 'pyenv' | 'uv' | '.layerkit/python';

/** A CPython of a runtime’s minor version that runs on this host. */
export interface Interpreter {
  /** The real executable, not a shim or the one of a virtual environment. */
  readonly path: string;
  /** The full version: `3.12.1`. */
  readonly version: string;
  /** The folder of the installation (`sys.base_prefix`). */
  readonly prefix: string;
  /** The folders with the installation’s own packages, which a function must not see. */
  readonly sitePackages: readonly string[];
  readonly origin: InterpreterOrigin;
  /** Messages about the search, such as a LAYERKIT_PYTHON of another version that was skipped. */
  readonly messages: readonly string[];
}
