import type { Revision } from '../functions/function-record.ts';
import type { Scope } from '../naming/scope.ts';

/** The revision of a function that invocations run. */
export interface ServedFunction {
  readonly scope: Scope;
  readonly name: string;
  readonly revision: Revision;
}
