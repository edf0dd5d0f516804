/** A package that the layer leaves to another layer or to the runtime. */
export interface LeftPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Who has it: a layer project, or `runtime`. Undefined if layer.json does not say. */
  readonly by?: string | undefined;
  /** The version there, if it is known. */
  readonly version?: string | undefined;
}
