import type { KnownFailureId } from './log/known-failures.ts';
import type { InitReport, Report } from './log/report.ts';

export interface SmokeProblem {
  readonly kind: 'invocation' | 'status' | 'function-error' | 'log' | 'expectation' | 'budget';
  /** One line that names the problem and the value. */
  readonly message: string;
  readonly hint?: string | undefined;
  /** The known failure, if it is one. */
  readonly knownFailure?: KnownFailureId | undefined;
}

/** The result of one smoke case. */
export interface SmokeCaseReport {
  readonly name: string;
  readonly passed: boolean;
  /** Names of the variables of its own. The case ran in a temporary copy of the function that has them. */
  readonly variables?: readonly string[] | undefined;
  /** HTTP status; absent if there was no answer. */
  readonly status?: number | undefined;
  readonly functionError?: string | undefined;
  readonly report?: Report | undefined;
  readonly initReports: readonly InitReport[];
  readonly problems: readonly SmokeProblem[];
  /** Messages that do not fail the case. */
  readonly notices: readonly string[];
  readonly logLines: readonly string[];
  /** The response: parsed if it is JSON, otherwise its text. */
  readonly payload?: unknown;
}

/** The results of all smoke cases of a function, as plain data. */
export interface SmokeReport {
  readonly functionName: string;
  readonly passed: boolean;
  readonly cases: readonly SmokeCaseReport[];
}
