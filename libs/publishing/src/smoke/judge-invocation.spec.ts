import type { SmokeCase } from '@layerkit/artifact/definition';
import { logTailOf } from '@layerkit/testing-lambda';
import type { Invoked } from './invocation.ts';
import { judgeInvocation } from './judge-invocation.ts';
import { knownFailures } from './log/known-failures.ts';

const judge = (answer: Partial<Invoked>, smokeCase: Partial<SmokeCase> = {}) =>
  judgeInvocation({ name: 'case', event: {}, ...smokeCase }, { statusCode: 200, payload: '{}', ...answer });
const explanationOf = (wanted: string) => knownFailures.find(({ id }) => id === wanted)?.explanation ?? '';

const blind = 'AWS sent no log, so it cannot be checked';

it('an answer without a log has only this problem, and its response', () => {
  expect(judge({})).toEqual({
    name: 'case',
    passed: false,
    status: 200,
    initReports: [],
    problems: [{ kind: 'log', message: blind }],
    notices: [],
    logLines: [],
    payload: {},
  });
});

it('without a log, a known failure is still found in the error of the function', () => {
  const payload = '{"errorType":"StopIteration","errorMessage":""}';
  expect(judge({ functionError: 'Unhandled', payload })).toMatchObject({
    functionError: 'Unhandled',
    payload: JSON.parse(payload),
    problems: [
      { kind: 'function-error', message: 'FunctionError Unhandled: StopIteration: ' },
      { kind: 'log', message: blind },
      {
        kind: 'log',
        message: `stop-iteration: ${explanationOf('stop-iteration')}. The line: ${payload}`,
        hint: 'Keep every .dist-info in the layer complete.',
        knownFailure: 'stop-iteration',
      },
    ],
  });
});

it('a known failure counts in the log and in an error, not in a response', () => {
  const payload = '{"last":"StopIteration"}';
  expect(judge({ payload, logTail: logTailOf('fine') })).toMatchObject({
    passed: true,
    logLines: ['fine'],
    payload: { last: 'StopIteration' },
  });
});

it('the response of a failed function is not compared, and one that is not JSON only if it is expected', () => {
  const logTail = logTailOf('fine');
  const problems = (answer: Partial<Invoked>, smokeCase: Partial<SmokeCase>) =>
    judge({ logTail, ...answer }, smokeCase).problems.map(({ kind }) => kind);
  expect(problems({ functionError: 'Handled' }, { expect: { a: 1 } })).toEqual(['function-error']);
  expect(problems({ payload: 'text' }, {})).toEqual([]);
  expect(problems({ payload: 'text' }, { expect: 'text' })).toEqual(['expectation']);
  expect(problems({ payload: '"text"' }, { expect: 'text' })).toEqual([]);
  expect(problems({ payload: 'null' }, { expect: null })).toEqual([]);
});

it('the notices name a failed initialization as well as possible, and each error line once', () => {
  const init = (rest: string) => `INIT_REPORT Init Duration: 9.00 ms\t${rest}`;
  const { passed, notices, initReports } = judge({
    logTail: logTailOf(
      init('Phase: init\tStatus: success\t'),
      init('Phase: init\t'),
      init('Phase: invoke\tStatus: error\tError Type: Runtime.ExitError\t'),
      init('Status: timeout\t'),
      '[ERROR] one of many',
      '[ERROR] one of many',
    ),
  });
  expect(passed).toBe(true);
  expect(initReports).toHaveLength(4);
  expect(notices).toEqual([
    'initialization (phase invoke) ended with Runtime.ExitError after 9 ms',
    'initialization (phase unknown) ended with timeout after 9 ms',
    'logged as an error: [ERROR] one of many',
  ]);
});

it('a tail of 4096 bytes has a notice that earlier lines were not checked', () => {
  expect(judge({ logTail: { text: 'fine', bytes: 4096 } }).notices).toEqual([
    'the log tail is cut off at 4 KB; earlier lines were not checked',
  ]);
});

describe('an expected error', () => {
  const logTail = logTailOf('[ERROR] ModuleNotFoundError: No module named x');
  const failed = (errorType: string) => ({
    functionError: 'Unhandled',
    payload: JSON.stringify({ errorType, errorMessage: 'No module named x', stackTrace: [] }),
    logTail,
  });
  const problems = (answer: Partial<Invoked>, expectError: NonNullable<SmokeCase['expectError']>) =>
    judge(answer, { expectError }).problems.map(({ kind, message }) => `${kind}: ${message}`);

  it('passes, also if it would be a known failure otherwise', () => {
    const expectError = { errorType: 'ModuleNotFoundError' };
    expect(judge(failed('ModuleNotFoundError'), { expectError })).toMatchObject({
      passed: true,
      functionError: 'Unhandled',
      notices: [],
    });
  });

  it('fails if the function succeeds', () => {
    expect(problems({ logTail: logTailOf('fine') }, { errorType: 'ValueError' })).toEqual([
      'expectation: expected the error {"errorType":"ValueError"}, but the function succeeded with {}',
    ]);
  });

  it('fails with another error, whose known failure is still found', () => {
    expect(problems(failed('ModuleNotFoundError'), { errorType: 'ValueError' })).toEqual([
      'expectation: another error than expected: $.errorType: expected "ValueError", found "ModuleNotFoundError"',
      expect.stringMatching(/^log: module-not-found/),
    ]);
  });

  it('may be any error', () => {
    const payload = '{"errorType":"ValueError","errorMessage":"too small"}';
    const answer = { functionError: 'Unhandled', payload, logTail: logTailOf('fine') };
    expect(problems(answer, {})).toEqual([]);
  });
});

it('an initialization of more than 10 seconds has a notice that says what to do', () => {
  const slow = 'INIT_REPORT Init Duration: 10008.11 ms\tPhase: init\tStatus: timeout\t';
  expect(judge({ logTail: logTailOf(slow) }).notices).toEqual([
    expect.stringMatching(/^initialization took longer than 10 s \(10008\.11 ms\), .*raise memoryMb$/),
  ]);
});
