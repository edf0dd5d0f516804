import type { SmokeCase } from '@layerkit/artifact/definition';
import { checkBudget } from './check-budget.ts';
import { describeFunctionError } from './describe-function-error.ts';
import type { Invoked } from './invocation.ts';
import { findKnownFailures } from './log/known-failures.ts';
import { readLog, type Log } from './log/read-log.ts';
import type { InitReport } from './log/report.ts';
import { describeMismatch, matchExpectation } from './match-expectation.ts';
import type { SmokeCaseReport, SmokeProblem } from './smoke-report.ts';

/** Checks an answer against its smoke case. Returns every problem, not only the first. */
export const judgeInvocation = (smokeCase: SmokeCase, invoked: Invoked): SmokeCaseReport => {
  const log = invoked.logTail && readLog(invoked.logTail);
  const payload = parsePayload(invoked.payload);
  const problems = [
    ...judgeStatus(invoked),
    ...judgeFunctionError(smokeCase, invoked, payload),
    ...judgeLog(smokeCase, invoked, log),
    ...judgePayload(smokeCase, invoked, payload),
    ...checkBudget(smokeCase.budget, log?.report).map((message) => ({ kind: 'budget', message }) as const),
  ];
  return {
    name: smokeCase.name,
    passed: problems.length === 0,
    status: invoked.statusCode,
    functionError: invoked.functionError,
    report: log?.report,
    initReports: log?.initReports ?? [],
    problems,
    notices: log === undefined ? [] : noticesOf(log, smokeCase),
    logLines: log?.lines ?? [],
    payload: payload.value,
  };
};

interface Payload {
  readonly isJson: boolean;
  readonly value: unknown;
}

const parsePayload = (text: string): Payload => {
  try {
    return { isJson: true, value: JSON.parse(text) as unknown };
  } catch {
    return { isJson: false, value: text };
  }
};

const judgeStatus = ({ statusCode }: Invoked): readonly SmokeProblem[] =>
  statusCode === 200 ? [] : [{ kind: 'status', message: `HTTP status ${statusCode} instead of 200` }];

/** Checks FunctionError, because the status is 200 even if the function failed. */
const judgeFunctionError = (
  { expectError }: SmokeCase,
  { functionError }: Invoked,
  { value }: Payload,
): readonly SmokeProblem[] => {
  if (expectError !== undefined) return judgeExpectedError(expectError, functionError, value);
  if (functionError === undefined) return [];
  const message = `FunctionError ${functionError}: ${describeFunctionError(value)}`;
  return [{ kind: 'function-error', message }];
};

const judgeExpectedError = (
  expected: NonNullable<SmokeCase['expectError']>,
  functionError: string | undefined,
  value: unknown,
): readonly SmokeProblem[] => {
  if (functionError === undefined)
    return [
      {
        kind: 'expectation',
        message: `expected the error ${JSON.stringify(expected)}, but the function succeeded with ${JSON.stringify(value)}`,
      },
    ];
  return matchExpectation(expected, value).map((mismatch) => ({
    kind: 'expectation',
    message: `another error than expected: ${describeMismatch(mismatch)}`,
  }));
};

const judgeLog = (
  { expectError }: SmokeCase,
  { functionError, payload }: Invoked,
  log: Log | undefined,
): readonly SmokeProblem[] => {
  const unseen: readonly SmokeProblem[] =
    log === undefined ? [{ kind: 'log', message: 'AWS sent no log, so it cannot be checked' }] : [];
  // the payload of an error counts as a log line, because the tail may have cut off that line
  const lines = [...(log?.ownLines ?? []), ...(functionError === undefined ? [] : [payload])].filter(
    (line) => !isAboutExpected(line, expectError),
  );
  return [
    ...unseen,
    ...findKnownFailures(lines).map(({ id, line, explanation, hint }): SmokeProblem => ({
      kind: 'log',
      message: `${id}: ${explanation}. The line: ${line}`,
      hint,
      knownFailure: id,
    })),
  ];
};

/** An expected error is in the log too, where it is not a failure. */
const isAboutExpected = (line: string, expected: SmokeCase['expectError']): boolean => {
  const type = expected?.['errorType'];
  return typeof type === 'string' && type !== '' && line.includes(type);
};

const judgePayload = (
  { expect }: SmokeCase,
  { functionError }: Invoked,
  { isJson, value }: Payload,
): readonly SmokeProblem[] => {
  // the response of a failed function is its error, which judgeFunctionError reports
  if (expect === undefined || functionError !== undefined) return [];
  if (!isJson)
    return [{ kind: 'expectation', message: `the response is not JSON: ${JSON.stringify(value)}` }];
  return matchExpectation(expect, value).map((mismatch) => ({
    kind: 'expectation',
    message: describeMismatch(mismatch),
  }));
};

const noticesOf = (log: Log, { expectError }: SmokeCase): readonly string[] => [
  ...(log.truncated ? ['the log tail is cut off at 4 KB; earlier lines were not checked'] : []),
  ...log.initReports
    .filter((init) => isSlow(init) || (init.status !== undefined && init.status !== 'success'))
    .map(describeInit),
  // Lambda tries a failed initialization twice and logs it twice
  ...[...new Set(log.errorLines)]
    .filter((line) => !isAboutExpected(line, expectError))
    .map((line) => `logged as an error: ${line}`),
];

/** The time that Lambda gives an initialization before the first invocation (developer guide, “Init phase”). */
const initLimitMs = 10_000;

const isSlow = ({ durationMs, phase }: InitReport): boolean =>
  durationMs >= initLimitMs && phase !== 'invoke';

const describeInit = (init: InitReport): string => {
  const { durationMs, phase, status, errorType } = init;
  return isSlow(init)
    ? `initialization took longer than ${initLimitMs / 1000} s (${durationMs} ms), so Lambda began again within the invocation, where it counts against timeoutSeconds; import less, or raise memoryMb`
    : `initialization (phase ${phase ?? 'unknown'}) ended with ${errorType ?? status ?? ''} after ${durationMs} ms`;
};
