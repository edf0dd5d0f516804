import type { SmokeCase } from '@layerkit/artifact';
import { checkBudget } from './check-budget.ts';
import { describeFunctionError } from './describe-function-error.ts';
import type { Invoked } from './invocation.ts';
import { findKnownFailures } from './log/known-failures.ts';
import { readLog, type Log } from './log/read-log.ts';
import { describeMismatch, matchExpectation } from './match-expectation.ts';
import type { SmokeCaseReport, SmokeProblem } from './smoke-report.ts';

/** Looks at an answer from every side; every problem is named, not only the first. Changes nothing. */
export const judgeInvocation = (smokeCase: SmokeCase, invoked: Invoked): SmokeCaseReport => {
  const log = invoked.logTail && readLog(invoked.logTail);
  const payload = parsePayload(invoked.payload);
  const problems = [
    ...judgeStatus(invoked),
    ...judgeFunctionError(invoked, payload),
    ...judgeLog(invoked, log),
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
    notices: log === undefined ? [] : noticesOf(log),
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

/** A failed function answers with status 200, too: only FunctionError tells. */
const judgeFunctionError = ({ functionError }: Invoked, { value }: Payload): readonly SmokeProblem[] =>
  functionError === undefined
    ? []
    : [
        {
          kind: 'function-error',
          message: `FunctionError ${functionError}: ${describeFunctionError(value)}`,
        },
      ];

const judgeLog = ({ functionError, payload }: Invoked, log: Log | undefined): readonly SmokeProblem[] => {
  const unseen: readonly SmokeProblem[] =
    log === undefined ? [{ kind: 'log', message: 'AWS sent no log, so it can’t be said to be clean' }] : [];
  // an error’s own payload counts as a line: the tail may have lost the one in the log
  const lines = [...(log?.ownLines ?? []), ...(functionError === undefined ? [] : [payload])];
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

const judgePayload = (
  { expect }: SmokeCase,
  { functionError }: Invoked,
  { isJson, value }: Payload,
): readonly SmokeProblem[] => {
  // what a failed function answers is its error, of which was spoken already
  if (expect === undefined || functionError !== undefined) return [];
  if (!isJson) return [{ kind: 'expectation', message: `the response is no JSON: ${JSON.stringify(value)}` }];
  return matchExpectation(expect, value).map((mismatch) => ({
    kind: 'expectation',
    message: describeMismatch(mismatch),
  }));
};

const noticesOf = (log: Log): readonly string[] => [
  ...(log.truncated ? ['the log’s tail is cut off at 4 KB: lines before it were not looked at'] : []),
  ...log.initReports
    .filter(({ status }) => status !== undefined && status !== 'success')
    .map(
      ({ durationMs, phase, status, errorType }) =>
        `initialization (phase ${phase ?? 'unknown'}) ended with ${errorType ?? status ?? ''} after ${durationMs} ms`,
    ),
  // an initialization that fails is tried twice, and logged twice
  ...[...new Set(log.errorLines)].map((line) => `logged as an error: ${line}`),
];
