import fc from 'fast-check';
import { parseJsonLine, reportOfJsonLine } from './json-line.ts';
import { parseReportText } from './parse-report-text.ts';
import type { InitReport, Report, ReportLine } from './report.ts';

const milliseconds = fc.integer({ min: 0, max: 90_000_000 }).map((hundredths) => hundredths / 100);
const megabytes = fc.integer({ min: 1, max: 10_240 });
const word = fc.stringMatching(/^[A-Za-z.]{1,30}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const report: fc.Arbitrary<Report> = fc.record({
  requestId: fc.uuid(),
  durationMs: milliseconds,
  billedDurationMs: optional(fc.nat()),
  memorySizeMb: optional(megabytes),
  maxMemoryUsedMb: optional(megabytes),
  initDurationMs: optional(milliseconds),
  restoreDurationMs: optional(milliseconds),
  status: optional(word),
  errorType: optional(word),
});

const initReport: fc.Arbitrary<InitReport> = fc.record({
  durationMs: milliseconds,
  phase: optional(word),
  status: optional(word),
  errorType: optional(word),
});

/** Formats a line as AWS writes it: a tab after each part, and X-Ray’s parts after the figures. */
const textOf = (keyword: string, parts: readonly (readonly [string, unknown, string])[]): string =>
  `${keyword} ${parts
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value, unit]) =>
        `${name}: ${typeof value === 'number' ? figure(value) : String(value)}${unit}\t`,
    )
    .join('')}`;

const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

const reportText = (found: Report, xray: boolean): string =>
  textOf('REPORT', [
    ['RequestId', found.requestId, ''],
    ['Duration', found.durationMs, ' ms'],
    ['Billed Duration', found.billedDurationMs, ' ms'],
    ['Memory Size', found.memorySizeMb, ' MB'],
    ['Max Memory Used', found.maxMemoryUsedMb, ' MB'],
    ['Init Duration', found.initDurationMs, ' ms'],
    ['Restore Duration', found.restoreDurationMs, ' ms'],
    ['Status', found.status, ''],
    ['Error Type', found.errorType, ''],
    ...(xray ? ([['XRAY TraceId', '1-5f-a', '']] as const) : []),
  ]);

const parseJson = (line: string): ReportLine | undefined => {
  const json = parseJsonLine(line);
  return json && reportOfJsonLine(json);
};

it('parseReportText reads every REPORT of the text format', () => {
  fc.assert(
    fc.property(report, fc.boolean(), (found, xray) => {
      expect(parseReportText(reportText(found, xray))).toEqual({ type: 'report', report: found });
    }),
  );
});

it('parseReportText reads every INIT_REPORT of the text format', () => {
  fc.assert(
    fc.property(initReport, (found) => {
      const line = textOf('INIT_REPORT', [
        ['Init Duration', found.durationMs, ' ms'],
        ['Phase', found.phase, ''],
        ['Status', found.status, ''],
        ['Error Type', found.errorType, ''],
      ]);
      expect(parseReportText(line)).toEqual({ type: 'init-report', report: found });
    }),
  );
});

it('reportOfJsonLine reads every platform.report of the JSON format', () => {
  fc.assert(
    fc.property(report, ({ requestId, status, errorType, memorySizeMb, maxMemoryUsedMb, ...durations }) => {
      const metrics = { ...durations, memorySizeMB: memorySizeMb, maxMemoryUsedMB: maxMemoryUsedMb };
      const record = { requestId, status, errorType, metrics };
      const line = JSON.stringify({ time: '2026-01-12T15:31:31.000Z', type: 'platform.report', record });
      const expected = { requestId, status, errorType, memorySizeMb, maxMemoryUsedMb, ...durations };
      expect(parseJson(line)).toEqual({ type: 'report', report: expected });
    }),
  );
});

it('reportOfJsonLine reads every platform.initReport of the JSON format', () => {
  fc.assert(
    fc.property(initReport, ({ durationMs, ...rest }) => {
      const record = { initializationType: 'on-demand', ...rest, metrics: { durationMs } };
      const line = JSON.stringify({ type: 'platform.initReport', record });
      expect(parseJson(line)).toEqual({ type: 'init-report', report: { durationMs, ...rest } });
    }),
  );
});

it('parseReportText reads a REPORT that AWS wrote', () => {
  const line =
    'REPORT RequestId: 8f5e\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t';
  expect(parseReportText(line)).toEqual({
    type: 'report',
    report: {
      requestId: '8f5e',
      durationMs: 3.01,
      billedDurationMs: 4,
      memorySizeMb: 128,
      maxMemoryUsedMb: 36,
      initDurationMs: 110.1,
    },
  });
});

it('parseReportText finds no report in any other line', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(parseReportText(line)).toBeUndefined();
      expect(parseJson(line)).toBeUndefined();
    }),
  );
  expect(parseReportText('a line that says REPORT RequestId: 1\tDuration: 1 ms\t')).toBeUndefined();
  expect(parseReportText('REPORT RequestId: 1\tDuration: soon\t')).toBeUndefined();
  expect(parseReportText('INIT_REPORT Phase: init\t')).toBeUndefined();
  expect(parseJson('{"type":"platform.report","record":{"requestId":"1"}}')).toBeUndefined();
  expect(parseJson('{"type":"platform.start","record":{"requestId":"1"}}')).toBeUndefined();
});
