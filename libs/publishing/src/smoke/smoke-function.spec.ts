import { LayerkitError } from '@layerkit/failure';
import type { SmokeCase } from '@layerkit/artifact/definition';
import { definitionOf } from '@layerkit/testing-artifacts';
import { logTailOf } from '@layerkit/testing-lambda';
import { formatSmokeCase } from './format-smoke-case.ts';
import type { Invoked } from './invocation.ts';
import { smokeFailure, smokeFunction } from './smoke-function.ts';

const reportLine =
  'REPORT RequestId: 1\tDuration: 1214.93 ms\tBilled Duration: 1215 ms\tMemory Size: 1536 MB\tMax Memory Used: 87 MB\tInit Duration: 2400.50 ms\t';
const good: Invoked = {
  statusCode: 200,
  payload: '{"strands_import":"SUCCESS","locations":["/opt/python/strands"]}',
  logTail: logTailOf('START RequestId: 1 Version: $LATEST', 'END RequestId: 1', reportLine),
};

const smoke = (cases: readonly Partial<SmokeCase>[], answer: Partial<Invoked> | Error = {}) =>
  smokeFunction({
    definition: definitionOf({
      smoke: cases.map((fields, index) => ({ name: `case ${index + 1}`, ...fields })),
    }),
    invocation: {
      invoke: () =>
        answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ ...good, ...answer }),
    },
  });
const problemsOf = async (fields: Partial<SmokeCase>, answer: Partial<Invoked> | Error = {}) => {
  const { cases } = await smoke([fields], answer);
  return (cases[0]?.problems ?? []).map(({ kind, message }) => `${kind}: ${message}`);
};

it('a case passes with the expected response, a clean log and figures within its budget', async () => {
  const expected = { strands_import: 'SUCCESS' };
  const budget = { durationMs: 1214.93, initDurationMs: 2400.5, maxMemoryMb: 87 };
  const report = await smoke([{ expect: expected, budget }]);
  expect(report).toMatchObject({
    functionName: 'orchestrator',
    passed: true,
    cases: [
      {
        name: 'case 1',
        passed: true,
        status: 200,
        report: { durationMs: 1214.93, maxMemoryUsedMb: 87, memorySizeMb: 1536, initDurationMs: 2400.5 },
        problems: [],
        payload: { strands_import: 'SUCCESS', locations: ['/opt/python/strands'] },
      },
    ],
  });
  expect(smokeFailure([report])).toBeUndefined();
  expect(report.cases.flatMap(formatSmokeCase)).toEqual([
    'passed  case 1, status 200, 1214.93 ms, init 2400.5 ms, 87 of 1536 MB',
  ]);
});

it('each case gets its own event, and a failed case does not stop the next', async () => {
  const events: unknown[] = [];
  const definition = definitionOf({
    smoke: [
      { name: 'one', event: { a: 1 }, expect: { a: 2 } },
      { name: 'two', event: 'text', expect: 'text' },
    ],
  });
  const seen: string[] = [];
  const report = await smokeFunction({
    definition,
    invocation: {
      invoke: (_, event) => {
        events.push(event);
        return Promise.resolve({ ...good, payload: JSON.stringify(event) });
      },
    },
    onCase: ({ name, passed }) => seen.push(`${name} ${String(passed)}`),
  });
  expect(events).toEqual([{ a: 1 }, 'text']);
  expect(seen).toEqual(['one false', 'two true']);
  expect(report.passed).toBe(false);
});

it('a function error fails the case although the status is 200', async () => {
  const payload = '{"errorMessage":"no","errorType":"ValueError","stackTrace":[]}';
  expect(await problemsOf({ expect: { a: 1 } }, { functionError: 'Unhandled', payload })).toEqual([
    'function-error: FunctionError Unhandled: ValueError: no',
  ]);
});

it('a known failure is found in the error if the log tail lost it', async () => {
  const payload = '{"errorMessage":"Unable to import module \'app\': No module named \'strands\'"}';
  const problems = await problemsOf({}, { functionError: 'Unhandled', payload });
  expect(problems).toEqual([
    expect.stringMatching(/^function-error: /),
    expect.stringMatching(/^log: module-not-found: /),
  ]);
});

it('a known failure in the log fails a case with the expected response, and the log is shown', async () => {
  const logTail = logTailOf('[ERROR] StopIteration', reportLine);
  const report = await smoke([{}], { logTail });
  expect(report.cases[0]).toMatchObject({
    passed: false,
    problems: [{ kind: 'log', knownFailure: 'stop-iteration', hint: expect.stringContaining('.dist-info') }],
  });
  const lines = report.cases.flatMap(formatSmokeCase);
  expect(lines[0]).toMatch(/^FAILED {2}case 1/);
  expect(lines).toContain('  | [ERROR] StopIteration');
});

it('the report names every difference from the expectation', async () => {
  const expected = { strands_import: 'FAILURE', locations: ['/opt/python/other'], missing: 1 };
  expect(await problemsOf({ expect: expected })).toEqual([
    'expectation: $.strands_import: expected "FAILURE", found "SUCCESS"',
    'expectation: $.locations[0]: expected "/opt/python/other", found "/opt/python/strands"',
    'expectation: $.missing: expected 1, found nothing',
  ]);
  expect(await problemsOf({ expect: {} }, { payload: 'plain text' })).toEqual([
    'expectation: the response is not JSON: "plain text"',
  ]);
});

it('the report names every exceeded budget', async () => {
  const budget = { durationMs: 1000, initDurationMs: 2000, maxMemoryMb: 86 };
  expect(await problemsOf({ budget })).toEqual([
    'budget: durationMs: 1214.93 ms, over the budget of 1000 ms',
    'budget: initDurationMs: 2400.5 ms, over the budget of 2000 ms',
    'budget: maxMemoryMb: 87 MB, over the budget of 86 MB',
  ]);
});

it('a missing REPORT is a problem only if the case has a budget', async () => {
  const logTail = logTailOf('END RequestId: 1');
  expect(await problemsOf({}, { logTail })).toEqual([]);
  expect(await problemsOf({ budget: { maxMemoryMb: 9 } }, { logTail })).toEqual([
    'budget: no REPORT in the log tail; cannot check maxMemoryMb',
  ]);
});

it('a warm start does not exceed the budget for initialization', async () => {
  const logTail = logTailOf('REPORT RequestId: 1\tDuration: 2.00 ms\tBilled Duration: 2 ms\t');
  expect(await problemsOf({ budget: { initDurationMs: 1 } }, { logTail })).toEqual([]);
  expect(await problemsOf({ budget: { maxMemoryMb: 1 } }, { logTail })).toEqual([
    'budget: the REPORT has no figure for maxMemoryMb',
  ]);
});

it('a missing log fails the case', async () => {
  const definition = definitionOf({ smoke: [{ name: 'blind' }] });
  const invocation = { invoke: () => Promise.resolve({ statusCode: 200, payload: '{}' }) };
  const { passed, cases } = await smokeFunction({ definition, invocation });
  expect(passed).toBe(false);
  expect(cases[0]?.problems[0]?.message).toContain('AWS sent no log');
});

it('any status other than 200 fails the case', async () => {
  expect(await problemsOf({}, { statusCode: 202 })).toEqual(['status: HTTP status 202 instead of 200']);
});

it('notices do not fail the case', async () => {
  const text = `[ERROR] one of many\nINIT_REPORT Init Duration: 10008.00 ms\tPhase: init\tStatus: timeout\n${reportLine}`;
  const { passed, cases } = await smoke([{}], { logTail: { text, bytes: 4096 } });
  expect(passed).toBe(true);
  expect(cases[0]?.notices).toEqual([
    expect.stringContaining('cut off at 4 KB'),
    expect.stringMatching(/^initialization took longer than 10 s \(10008 ms\)/),
    'logged as an error: [ERROR] one of many',
  ]);
});

it('a refused invocation fails its case, and an unreachable endpoint stops the run', async () => {
  const refused = new LayerkitError({ code: 'aws/refused', message: 'not runnable here', hint: 'use Linux' });
  const report = await smoke([{}], refused);
  expect(report.cases[0]).toMatchObject({
    passed: false,
    problems: [{ kind: 'invocation', message: 'not runnable here', hint: 'use Linux' }],
  });
  const gone = new LayerkitError({ code: 'aws/unreachable', message: 'gone' });
  await expect(smoke([{}], gone)).rejects.toBe(gone);
});

it('a function without smoke cases is an error', async () => {
  await expect(smoke([])).rejects.toThrowWithCode('definition/invalid');
});

it('a failed report becomes one error with the problems of each case', async () => {
  const failure = smokeFailure([await smoke([{ expect: { a: 1 } }, {}, { budget: { durationMs: 1 } }])]);
  expect(failure).toMatchObject({
    code: 'smoke/failed',
    message: 'orchestrator: 2 of 3 smoke cases failed',
    problems: [
      'case 1: $.a: expected 1, found nothing',
      'case 3: durationMs: 1214.93 ms, over the budget of 1 ms',
    ],
  });
});
