import { logTailOf } from '../../../test/in-memory-lambda.ts';
import { readLog } from './read-log.ts';

const reportLine = 'REPORT RequestId: 1\tDuration: 2.00 ms\tBilled Duration: 2 ms\t';

it('reads a mixture of text, JSON and what print wrote', () => {
  const log = readLog(
    logTailOf(
      '{"time":"…","type":"platform.start","record":{"requestId":"1"}}',
      'printed',
      '{ no JSON',
      '{"timestamp":"…","level":"ERROR","message":"broken"}',
      '{"timestamp":"…","level":"INFO","message":"ERROR"}',
      '[ERROR] ValueError: bad',
      '{"type":"platform.report","record":{"requestId":"1","metrics":{"durationMs":2}}}',
    ),
  );
  expect(log.lines).toHaveLength(7);
  expect(log.report?.durationMs).toBe(2);
  expect(log.errorLines).toEqual([
    '{"timestamp":"…","level":"ERROR","message":"broken"}',
    '[ERROR] ValueError: bad',
  ]);
});

it('splits a traceback whose lines are joined by carriage returns', () => {
  const { lines } = readLog(logTailOf('[ERROR] KeyError\rTraceback:\r  File "a.py"', 'END', ''));
  expect(lines).toEqual(['[ERROR] KeyError', 'Traceback:', '  File "a.py"', 'END']);
});

it('takes the last REPORT, and every INIT_REPORT', () => {
  const log = readLog(
    logTailOf(
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError',
      'INIT_REPORT Init Duration: 8.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError',
      'REPORT RequestId: printed by the function\tDuration: 1.00 ms\t',
      reportLine,
    ),
  );
  expect(log.report?.requestId).toBe('1');
  expect(log.initReports.map(({ phase }) => phase)).toEqual(['init', 'invoke']);
});

it('knows that a tail of 4096 bytes lost its beginning, also in the middle of a JSON line or a character', () => {
  const text = `level":"ERROR"}\n${'x'.repeat(4096)}\n${reportLine}\n`;
  const bytes = Buffer.from(`é${text}`).subarray(-4096);
  const log = readLog({ text: bytes.toString('utf8'), bytes: bytes.length });
  expect(log).toMatchObject({ truncated: true, errorLines: [], report: { durationMs: 2 } });
  expect(readLog(logTailOf('short')).truncated).toBe(false);
});

it('finds no report where there is none', () => {
  expect(readLog({ text: '', bytes: 0 })).toEqual({
    lines: [],
    truncated: false,
    initReports: [],
    errorLines: [],
  });
});
