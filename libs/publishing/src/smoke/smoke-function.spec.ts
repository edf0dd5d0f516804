import { LayerkitError } from '@layerkit/failure';
import type { SmokeCase } from '@layerkit/artifact';
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

it('passes what answers as expected, logs nothing known and keeps its budget', async () => {
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
  expect(smokeFailure(report)).toBeUndefined();
  expect(report.cases.flatMap(formatSmokeCase)).toEqual([
    'passed  case 1, status 200, 1214.93 ms, init 2400.5 ms, 87 of 1536 MB',
  ]);
});

it('gives each case its own event, and goes on after one that failed', async () => {
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

it('fails a function that failed, though its status is 200', async () => {
  const payload = '{"errorMessage":"no","errorType":"ValueError","stackTrace":[]}';
  expect(await problemsOf({ expect: { a: 1 } }, { functionError: 'Unhandled', payload })).toEqual([
    'function-error: FunctionError Unhandled: ValueError: no',
  ]);
});

it('finds a known failure in the error itself when the log’s tail lost it', async () => {
  const payload = '{"errorMessage":"Unable to import module \'app\': No module named \'strands\'"}';
  const problems = await problemsOf({}, { functionError: 'Unhandled', payload });
  expect(problems).toEqual([
    expect.stringMatching(/^function-error: /),
    expect.stringMatching(/^log: module-not-found: /),
  ]);
});

it('fails a clean answer over a known failure in the log, and shows the log', async () => {
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

it('names every single difference from the expectation', async () => {
  const expected = { strands_import: 'FAILURE', locations: ['/opt/python/other'], missing: 1 };
  expect(await problemsOf({ expect: expected })).toEqual([
    'expectation: $.strands_import: expected "FAILURE", found "SUCCESS"',
    'expectation: $.locations[0]: expected "/opt/python/other", found "/opt/python/strands"',
    'expectation: $.missing: expected 1, found nothing',
  ]);
  expect(await problemsOf({ expect: {} }, { payload: 'plain text' })).toEqual([
    'expectation: the response is no JSON: "plain text"',
  ]);
});

it('names every budget that is passed', async () => {
  const budget = { durationMs: 1000, initDurationMs: 2000, maxMemoryMb: 86 };
  expect(await problemsOf({ budget })).toEqual([
    'budget: durationMs: 1214.93 ms, over the budget of 1000 ms',
    'budget: initDurationMs: 2400.5 ms, over the budget of 2000 ms',
    'budget: maxMemoryMb: 87 MB, over the budget of 86 MB',
  ]);
});

it('misses a REPORT only where a budget needs it', async () => {
  const logTail = logTailOf('END RequestId: 1');
  expect(await problemsOf({}, { logTail })).toEqual([]);
  expect(await problemsOf({ budget: { maxMemoryMb: 9 } }, { logTail })).toEqual([
    'budget: no REPORT in the log’s tail, so maxMemoryMb can’t be checked',
  ]);
});

it('takes a warm start for no slow initialization', async () => {
  const logTail = logTailOf('REPORT RequestId: 1\tDuration: 2.00 ms\tBilled Duration: 2 ms\t');
  expect(await problemsOf({ budget: { initDurationMs: 1 } }, { logTail })).toEqual([]);
  expect(await problemsOf({ budget: { maxMemoryMb: 1 } }, { logTail })).toEqual([
    'budget: the REPORT has no figure for maxMemoryMb',
  ]);
});

it('never calls a log clean that it did not see', async () => {
  const definition = definitionOf({ smoke: [{ name: 'blind' }] });
  const invocation = { invoke: () => Promise.resolve({ statusCode: 200, payload: '{}' }) };
  const { passed, cases } = await smokeFunction({ definition, invocation });
  expect(passed).toBe(false);
  expect(cases[0]?.problems[0]?.message).toContain('AWS sent no log');
});

it('fails another status than 200', async () => {
  expect(await problemsOf({}, { statusCode: 202 })).toEqual(['status: HTTP status 202 instead of 200']);
});

it('notes what deserves a look without failing for it', async () => {
  const text = `[ERROR] one of many\nINIT_REPORT Init Duration: 10008.00 ms\tPhase: init\tStatus: timeout\n${reportLine}`;
  const { passed, cases } = await smoke([{}], { logTail: { text, bytes: 4096 } });
  expect(passed).toBe(true);
  expect(cases[0]?.notices).toEqual([
    expect.stringContaining('cut off at 4 KB'),
    'initialization (phase init) ended with timeout after 10008 ms',
    'logged as an error: [ERROR] one of many',
  ]);
});

it('takes a refused invocation for the case’s own failure, and gives up where AWS can’t be asked', async () => {
  const refused = new LayerkitError({ code: 'aws/refused', message: 'not runnable here', hint: 'use Linux' });
  const report = await smoke([{}], refused);
  expect(report.cases[0]).toMatchObject({
    passed: false,
    problems: [{ kind: 'invocation', message: 'not runnable here', hint: 'use Linux' }],
  });
  const gone = new LayerkitError({ code: 'aws/unreachable', message: 'gone' });
  await expect(smoke([{}], gone)).rejects.toBe(gone);
});

it('proves nothing without a case, and says so', async () => {
  await expect(smoke([])).rejects.toThrowWithCode('definition/invalid');
});

it('makes one error of a failed report, with every problem under its case', async () => {
  const failure = smokeFailure(await smoke([{ expect: { a: 1 } }, {}, { budget: { durationMs: 1 } }]));
  expect(failure).toMatchObject({
    code: 'smoke/failed',
    message: 'orchestrator: 2 of 3 smoke cases failed',
    problems: [
      'case 1: $.a: expected 1, found nothing',
      'case 3: durationMs: 1214.93 ms, over the budget of 1 ms',
    ],
  });
});
