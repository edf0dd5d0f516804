import type { KnownFailureId } from './log/known-failures.ts';
import type { InitReport, Report } from './log/report.ts';

export interface SmokeProblem {
  readonly kind: 'invocation' | 'status' | 'function-error' | 'log' | 'expectation' | 'budget';
  /** One line: what is wrong, with the value. */
  readonly message: string;
  readonly hint?: string | undefined;
  /** Which known failure it is, where it is one. */
  readonly knownFailure?: KnownFailureId | undefined;
}

/** One invocation and what is to say of it. */
export interface SmokeCaseReport {
  readonly name: string;
  readonly passed: boolean;
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  readonly functionError?: string | undefined;
  readonly report?: Report | undefined;
  readonly initReports: readonly InitReport[];
  readonly problems: readonly SmokeProblem[];
  /** Worth a look, but no reason to fail. */
  readonly notices: readonly string[];
  readonly logLines: readonly string[];
  /** The response: parsed where it is JSON, else its text. */
  readonly payload?: unknown;
}

/** The proof, or what is missing from it, as plain data. */
export interface SmokeReport {
  readonly functionName: string;
  readonly passed: boolean;
  readonly cases: readonly SmokeCaseReport[];
}
