import { functionText } from '../support/function-text.ts';
import { invoke, openFunction } from '../support/test-function.ts';

const talks = functionText('talks');

it('a log in the text format equals Lambda’s', async () => {
  const environment = await openFunction(talks);
  const { requestId: id, log, ...figures } = await invoke(environment, 'x');
  const lines = log.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'DATE').split('\n');
  const { durationMs, billedMs, maxMemoryMb, initDurationMs } = figures;
  expect(lines).toEqual([
    'initializing',
    `START RequestId: ${id} Version: $LATEST`,
    'printed x',
    `[WARNING]\tDATE\t${id}\tlogged x`,
    'complained x',
    `END RequestId: ${id}`,
    `REPORT RequestId: ${id}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs} ms\tMemory Size: 256 MB\tMax Memory Used: ${maxMemoryMb} MB\tInit Duration: ${initDurationMs?.toFixed(2)} ms\t`,
    '',
  ]);
  expect(billedMs).toBe(Math.ceil(durationMs + (initDurationMs ?? NaN)));
  expect(maxMemoryMb).toBeGreaterThan(10);
});

it('the trace of an exception has several lines and no line end, as on AWS', async () => {
  const environment = await openFunction(talks);
  const { log, requestId } = await invoke(environment, 'fail');
  const nbsp = '\u00a0';
  const task = environment.isolation === 'relocated' ? '.*' : '/var';
  const trace = `Traceback \\(most recent call last\\):\n${nbsp}${nbsp}File "${task}/task/index.py", line 8, in handler\n`;
  expect(log).toMatch(new RegExp(`\n\\[ERROR\\] ValueError: no\n${trace}`));
  expect(log).toContain(`if event == "fail": raise ValueError("no")END RequestId: ${requestId}\n`);
});

it('a log in the JSON format equals Lambda’s', async () => {
  const environment = await openFunction(talks, { logFormat: 'JSON' });
  const { log, requestId } = await invoke(environment, 'fail');
  const [initializing, start, printed, logged, complained, failed, report, ...rest] = log.split('\n');
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/) as unknown;
  expect([initializing, printed, complained, rest]).toEqual([
    'initializing',
    'printed fail',
    'complained fail',
    [''],
  ]);
  const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:tested';
  const parsed = [start, logged, failed, report].map((line) => JSON.parse(line ?? '') as unknown);
  expect(parsed).toEqual([
    { time, type: 'platform.start', record: { requestId, functionArn, version: '$LATEST' } },
    { timestamp: time, level: 'WARNING', message: 'logged fail', logger: 'root', requestId },
    expect.objectContaining({
      timestamp: time,
      level: 'ERROR',
      errorType: 'ValueError',
      errorMessage: 'no',
      requestId,
    }),
    { time, type: 'platform.report', record: expect.objectContaining({ requestId, status: 'success' }) },
  ]);
  expect(JSON.parse(report ?? '')).toMatchObject({
    record: {
      metrics: { memorySizeMB: 256, durationMs: expect.any(Number), initDurationMs: expect.any(Number) },
    },
  });
});

it('a failed initialization is reported in the JSON format', async () => {
  const { log } = await invoke(await openFunction('import missing', { logFormat: 'JSON' }));
  const records = log
    .split('\n')
    .flatMap((line) => (line.startsWith('{"time"') ? [JSON.parse(line) as unknown] : []));
  const failure = { status: 'error', errorType: 'Runtime.ImportModuleError' };
  expect(records).toMatchObject([
    { type: 'platform.initReport', record: { initializationType: 'on-demand', phase: 'init', ...failure } },
    { type: 'platform.initReport', record: { initializationType: 'on-demand', phase: 'invoke', ...failure } },
    { type: 'platform.start' },
    { type: 'platform.report', record: failure },
  ]);
});

it('each of 200 logs contains only the output of its own invocation', async () => {
  const environment = await openFunction(functionText('talks_much'));
  for (let event = 0; event < 200; event += 1) {
    const { log } = await invoke(environment, event);
    const mentioned = [...log.matchAll(/(?:printed|logged|child)-(\d+)-\d/g)].map(([, number]) =>
      Number(number),
    );
    expect(mentioned).toEqual(Array.from({ length: event % 20 === 0 ? 11 : 10 }, () => event));
  }
});

it('only the end of a very long log is kept', async () => {
  const environment = await openFunction(
    'def handler(event, context):\n  for n in range(60000): print("line %d %s" % (n, "x" * 300))\n  print("last")',
  );
  for (const round of [1, 2]) {
    const { log } = await invoke(environment, round);
    expect(log).toMatch(/last\nEND RequestId/);
    expect(log.length).toBeLessThan(1_100_000);
  }
});
