/** A function of the product that reads text or bytes from outside. */
export interface Reader {
  readonly name: string;
  readonly read: (input: Buffer) => unknown;
  /** Valid inputs. Fuzzing changes them. */
  readonly corpus: readonly (string | Buffer)[];
  /** The names of errors that the function documents besides LayerkitError. */
  readonly documented?: readonly string[];
  /** Inputs of about a length that once took more than linear time, or that could. */
  readonly worst?: readonly ((length: number) => string)[];
}
