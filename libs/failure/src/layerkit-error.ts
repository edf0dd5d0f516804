import type { FailureCode } from './codes.ts';

export interface FailureReport {
  readonly code: FailureCode;
  /** The problem, its place and the value, in the user's words. */
  readonly message: string;
  /** One line per problem, if there are several. */
  readonly problems?: readonly string[] | undefined;
  /** An instruction: the next step for the user. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The only error that layerkit throws on purpose. Any other error that reaches the user is a bug in layerkit. */
export class LayerkitError extends Error {
  readonly code: FailureCode;
  readonly problems: readonly string[];
  readonly hint: string | undefined;

  constructor(report: FailureReport) {
    super(report.message, report.cause === undefined ? undefined : { cause: report.cause });
    this.name = 'LayerkitError';
    this.code = report.code;
    this.problems = report.problems ?? [];
    this.hint = report.hint;
  }
}

export const isLayerkitError = (error: unknown): error is LayerkitError => error instanceof LayerkitError;
