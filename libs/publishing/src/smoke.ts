export type { Invocation, Invoked } from './smoke/invocation.ts';
export type { KnownFailureId } from './smoke/log/known-failures.ts';
export type { SmokeCaseReport, SmokeReport } from './smoke/smoke-report.ts';
export { smokeFailure, smokeFunction } from './smoke/smoke-function.ts';
export { formatSmokeCase } from './smoke/format-smoke-case.ts';
export { describeFunctionError } from './smoke/describe-function-error.ts';
