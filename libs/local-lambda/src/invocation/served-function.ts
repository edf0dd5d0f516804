import type { Revision } from '../functions/function-record.ts';
import type { Scope } from '../naming/scope.ts';

/** A function in one of its revisions, as invocations see it. */
export interface ServedFunction {
  readonly scope: Scope;
  readonly name: string;
  readonly revision: Revision;
}
