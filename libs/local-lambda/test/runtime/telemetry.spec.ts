import { createServer } from 'node:http';
import { listenOnLoopback } from '@layerkit/testing-host';
import { extensionText, openWithExtensions, readLines, settings } from '../support/extension-layer.ts';
import { invoke, makeFolder } from '../support/test-function.ts';

const takes = extensionText('takes_telemetry');
const telemetryApi = { api: '2022-07-01/telemetry', version: '2022-12-13' };
const logsApi = { api: '2020-08-15/logs', version: '2021-03-18' };

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** In a relocated environment, the host’s own names apply. */
const listeningHost = process.env['LAYERKIT_ISOLATION'] === 'relocated' ? '127.0.0.1' : 'sandbox.localdomain';

const open = async (values: object, logFormat: 'Text' | 'JSON' = 'Text') =>
  openWithExtensions(
    { 'my-extension': takes },
    { ...settings({ host: listeningHost, port: await freePort(), ...values }), logFormat },
  );

/** Invokes a function twice. Returns the first invocation, and the events that the extension got. */
const invokeTwice = async (values: object, logFormat: 'Text' | 'JSON' = 'Text') => {
  const environment = await open(values, logFormat);
  const first = await invoke(environment);
  const { response, requestId } = await invoke(environment, { file: 'my-extension.jsonl', waits: 0.5 });
  return { first, second: requestId, events: readLines(response) };
};

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const durationMs = expect.any(Number) as number;

it('an extension gets the telemetry of the platform, the function and the extensions', async () => {
  const { first, second, events } = await invokeTwice(telemetryApi);
  expect(inOrder(events)).toEqual(inOrder(expectedEvents(first, second)));
  expect(first.log).toContain(
    'TELEMETRY\tName: my-extension\tState: Subscribed\tTypes: [Extension, Function, Platform]\n',
  );
});

/** Output is read at intervals, so it can come shortly after an event of the platform. */
const inOrder = (events: readonly { readonly type?: unknown; readonly record?: unknown }[]) =>
  [...events].sort((left, right) => rank(left.type) - rank(right.type));

const rank = (type: unknown): number =>
  ['platform', 'extension', 'function'].indexOf(String(type).split('.')[0] ?? '');

const expectedEvents = (first: Awaited<ReturnType<typeof invoke>>, second: string) => {
  const initialization = { initializationType: 'on-demand', phase: 'init' };
  const name = 'my-extension';
  const tracing = { type: 'X-Amzn-Trace-Id', value: expect.stringMatching(/^Root=/) as string };
  return [
    [
      'platform.initStart',
      {
        ...initialization,
        functionName: 'tested',
        functionVersion: '$LATEST',
        instanceMaxMemory: 268_435_456,
      },
    ],
    [
      'platform.telemetrySubscription',
      { name, state: 'Subscribed', types: ['extension', 'function', 'platform'] },
    ],
    ['extension', 'subscribed: "OK"'],
    ['function', 'function starts'],
    ['platform.initRuntimeDone', { ...initialization, status: 'success' }],
    ['platform.extension', { name, state: 'Ready', events: ['INVOKE'] }],
    ['platform.initReport', { ...initialization, status: 'success', metrics: { durationMs } }],
    ['platform.start', { requestId: first.requestId, version: '$LATEST', tracing }],
    [
      'platform.runtimeDone',
      { requestId: first.requestId, status: 'success', metrics: { durationMs, producedBytes: 4 }, tracing },
    ],
    [
      'platform.report',
      {
        requestId: first.requestId,
        status: 'success',
        metrics: {
          durationMs: Number(first.durationMs.toFixed(3)),
          billedDurationMs: first.billedMs,
          memorySizeMB: 256,
          maxMemoryUsedMB: first.maxMemoryMb,
          initDurationMs: durationMs,
        },
      },
    ],
    ['platform.start', { requestId: second, version: '$LATEST', tracing }],
  ].map(([type, record]) => ({ time, type, record }));
};

it('the Logs API has fewer events, in its own form', async () => {
  const { first, second, events } = await invokeTwice(logsApi);
  const { requestId } = first;
  const platform = events.filter(({ type }) => String(type).startsWith('platform.'));
  expect(platform).toMatchObject([
    { type: 'platform.logsSubscription', record: { name: 'my-extension', state: 'Subscribed' } },
    { type: 'platform.extension', record: { name: 'my-extension', state: 'Ready', events: ['INVOKE'] } },
    { type: 'platform.start', record: { requestId } },
    { type: 'platform.runtimeDone', record: { requestId, status: 'success' } },
    { type: 'platform.end', record: { requestId } },
    { type: 'platform.report', record: { requestId, metrics: { memorySizeMB: 256 } } },
    { type: 'platform.start', record: { requestId: second } },
  ]);
  expect(first.log).toContain('LOGS\tName: my-extension\tState: Subscribed\t');
});

it('an extension gets only the types that it asked for', async () => {
  const { events } = await invokeTwice({
    ...telemetryApi,
    subscription: { types: ['function', 'platform'] },
  });
  const types = new Set(events.map(({ type }) => String(type).split('.')[0]));
  expect([...types].sort()).toEqual(['function', 'platform']);
});

it.each<[string, object, string]>([
  ['another schema version', { schemaVersion: '2019-01-01' }, 'schemaVersion: '],
  ['no types', { types: [] }, 'types: '],
  ['an unknown type', { types: ['metrics'] }, 'types.0: '],
  [
    'another host',
    { destination: { protocol: 'HTTP', URI: 'http://169.254.169.254/latest' } },
    'destination.URI: expected an http address of the host sandbox.localdomain',
  ],
  [
    'the port that Lambda reserves',
    { destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:9001' } },
    'destination.URI: expected an http address of the host sandbox.localdomain, with a port other than 9001',
  ],
  ['another protocol', { destination: { protocol: 'UDP', port: 1 } }, 'destination.protocol: '],
  ['too few items', { buffering: { maxItems: 999 } }, 'buffering.maxItems: '],
  ['too few bytes', { buffering: { maxBytes: 262_143 } }, 'buffering.maxBytes: '],
  ['too long a timeout', { buffering: { timeoutMs: 30_001 } }, 'buffering.timeoutMs: '],
])('a subscription with %s is refused', async (_what, subscription, message) => {
  const environment = await open({ ...telemetryApi, subscription });
  const { log } = await invoke(environment);
  expect(log).toContain('subscribed: 400 {"errorMessage":"');
  expect(log).toContain(message);
  expect(log).toContain('"errorType":"ValidationError"');
});

it('JSON messages are objects since the schema 2022-12-13', async () => {
  const logged = async (version: string) => {
    const environment = await openWithExtensions(
      { 'my-extension': takes },
      {
        ...settings({ ...telemetryApi, version, host: listeningHost, port: await freePort() }),
        logFormat: 'JSON',
        codeDirectory: await makeFolder({ 'index.py': jsonLogger }),
      },
    );
    await invoke(environment);
    const { response } = await invoke(environment, {});
    return readLines(response).find(({ type }) => type === 'function')?.['record'];
  };
  expect(await logged('2022-12-13')).toMatchObject({ level: 'WARNING', message: 'logged' });
  expect(JSON.parse(String(await logged('2022-07-01')))).toMatchObject({
    level: 'WARNING',
    message: 'logged',
  });
});

const jsonLogger = `import logging, os, tempfile, time
def handler(event, context):
    logging.warning("logged")
    time.sleep(0.5)
    with open(os.path.join(tempfile.gettempdir(), "my-extension.jsonl")) as file:
        return file.read()
`;
