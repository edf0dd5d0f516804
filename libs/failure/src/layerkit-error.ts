import type { FailureCode } from './codes.ts';

export interface FailureReport {
  readonly code: FailureCode;
  /** What went wrong, where, and with which value, in the user's words. */
  readonly message: string;
  /** Every single problem, one line each, where there are several. */
  readonly problems?: readonly string[] | undefined;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The one error layerkit throws on purpose. Anything else that escapes is a defect of layerkit. */
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
