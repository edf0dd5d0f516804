import { logTailOf } from '@layerkit/testing-lambda';
import { readLog } from './read-log.ts';

const reportLine = 'REPORT RequestId: 1\tDuration: 2.00 ms\tBilled Duration: 2 ms\t';

it('readLog reads a mixture of text, JSON and printed lines', () => {
  const log = readLog(
    logTailOf(
      '{"time":"…","type":"platform.start","record":{"requestId":"1"}}',
      'printed',
      '{ not JSON',
      '{"timestamp":"…","level":"ERROR","message":"broken"}',
      '{"timestamp":"…","level":"INFO","message":"ERROR"}',
      '[ERROR] ValueError: bad',
      '{"type":"platform.report","record":{"requestId":"1","metrics":{"durationMs":2}}}',
    ),
  );
  expect(log.lines).toHaveLength(7);
  expect(log.report?.durationMs).toBe(2);
  expect(log.ownLines).toEqual(log.lines.slice(1, -1));
  expect(log.errorLines).toEqual([
    '{"timestamp":"…","level":"ERROR","message":"broken"}',
    '[ERROR] ValueError: bad',
  ]);
});

it('readLog splits a traceback whose lines are joined by carriage returns', () => {
  const { lines } = readLog(logTailOf('[ERROR] KeyError\rTraceback:\r  File "a.py"', 'END', ''));
  expect(lines).toEqual(['[ERROR] KeyError', 'Traceback:', '  File "a.py"', 'END']);
});

it('readLog finds Lambda’s lines after an error that ends without a newline', () => {
  const text = logTailOf(
    '[ERROR] Runtime.ImportModuleError: Unable to import module',
    'Traceback (most recent call last):INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\t',
    'no newlineEND RequestId: 1',
    reportLine,
  );
  const log = readLog(text);
  expect(log.initReports).toMatchObject([{ durationMs: 9, phase: 'init' }]);
  expect(log.lines).toContain('Traceback (most recent call last):');
  expect(log.lines).toContain('END RequestId: 1');
  const error = '{"timestamp":"…","level":"ERROR","errorType":"KeyError"}';
  const end = '{"time":"…","type":"platform.initReport","record":{"metrics":{"durationMs":9}}}';
  const json = readLog(logTailOf(`${error}${end}`));
  expect(json).toMatchObject({ errorLines: [error], initReports: [{ durationMs: 9 }], ownLines: [error] });
});

it('readLog returns the last REPORT and every INIT_REPORT', () => {
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

it('a tail of 4096 bytes counts as truncated, even in the middle of a JSON line or a character', () => {
  const text = `level":"ERROR"}\n${'x'.repeat(4096)}\n${reportLine}\n`;
  const bytes = Buffer.from(`é${text}`).subarray(-4096);
  const log = readLog({ text: bytes.toString('utf8'), bytes: bytes.length });
  expect(log).toMatchObject({ truncated: true, errorLines: [], report: { durationMs: 2 } });
  expect(readLog(logTailOf('short')).truncated).toBe(false);
});

it('an empty log has no report', () => {
  expect(readLog({ text: '', bytes: 0 })).toEqual({
    lines: [],
    ownLines: [],
    truncated: false,
    initReports: [],
    errorLines: [],
  });
});
