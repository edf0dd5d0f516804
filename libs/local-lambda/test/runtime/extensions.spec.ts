import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { extensionText, openWithExtensions, readLines, settings } from '../support/extension-layer.ts';
import { invoke, makeFolder } from '../support/test-function.ts';

const follows = extensionText('follows_events');
const file = 'my-extension.jsonl';
const open = (values: object = {}, more: Parameters<typeof openWithExtensions>[1] = {}) =>
  openWithExtensions({ 'my-extension': follows }, { ...settings(values), ...more });

it('an extension registers, gets each invocation, and writes to the log', async () => {
  const environment = await open();
  const first = await invoke(environment, { file, waits: 0.2 });
  const { requestId, log } = first;
  const [started, event] = readLines(first.response);
  expect(started?.['registered']).toEqual({
    functionName: 'tested',
    functionVersion: '$LATEST',
    handler: 'index.handler',
    accountId: '000000000000',
  });
  expect(event).toEqual({
    eventType: 'INVOKE',
    deadlineMs: expect.any(Number) as number,
    requestId,
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:tested',
    tracing: { type: 'X-Amzn-Trace-Id', value: expect.stringMatching(/^Root=1-/) as string },
    identified: true,
  });
  expect(log).toContain(
    `extension starts\nfunction starts\nEXTENSION\tName: my-extension\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\nSTART RequestId: ${requestId} Version: $LATEST\nextension gets INVOKE \nEND RequestId: ${requestId}\nREPORT`,
  );
  const second = await invoke(environment, { file, waits: 0.2 });
  expect(readLines(second.response).map((line) => line['requestId'])).toEqual([
    undefined,
    requestId,
    second.requestId,
  ]);
});

it('an extension has the function’s variables without those of the runtime', async () => {
  const environment = { EXTENSION: '{}', OWN: 'x', _OWN: 'y' };
  const { response } = await invoke(await open({}, { environment }), { file });
  const names = Object.keys({ ...(readLines(response)[0]?.['variables'] as object) });
  expect(names).toEqual(
    expect.arrayContaining(['AWS_LAMBDA_RUNTIME_API', 'AWS_SESSION_TOKEN', 'OWN', 'PATH', 'TZ']),
  );
  const withheld =
    /^(_(?!LAYERKIT).*|AWS_EXECUTION_ENV|AWS_LAMBDA_LOG_.*_NAME|AWS_XRAY_.*|LAMBDA_(RUNTIME_DIR|TASK_ROOT))$/;
  expect(names.filter((name) => withheld.test(name))).toEqual([]);
});

it('an invocation lasts until the extensions are done', async () => {
  const { durationMs, functionError } = await invoke(await open({ works: 0.5 }));
  expect(functionError).toBeUndefined();
  expect(durationMs).toBeGreaterThan(500);
});

it('an extension that isn’t done in time makes the invocation time out, and is told', async () => {
  const environment = await open({ works: 1.2 }, { timeoutSeconds: 1 });
  const late = await invoke(environment);
  expect(late).toMatchObject({ functionError: 'Unhandled', response: { errorType: 'Sandbox.Timedout' } });
  expect(late.log).toMatch(
    /extension gets INVOKE \nextension gets SHUTDOWN timeout\nEND .*\tStatus: timeout\n$/s,
  );
});

it('a failed runtime ends its extensions with SHUTDOWN', async () => {
  const environment = await openWithExtensions(
    { 'my-extension': follows },
    {
      codeDirectory: await makeFolder({ 'index.py': 'import os\ndef handler(event, context): os._exit(3)' }),
    },
  );
  const { log, response } = await invoke(environment);
  expect(response).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(log).toContain('extension gets SHUTDOWN failure\n');
});

it('a closed environment sends SHUTDOWN with a deadline of two seconds', async () => {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      server.emit('told', body);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const environment = await open({ listener: `http://127.0.0.1:${port}/` });
  await invoke(environment);
  const told = once(server, 'told');
  const closedAt = Date.now();
  await environment.close();
  const [body] = (await told) as [string];
  const event = JSON.parse(body) as { deadlineMs: number };
  server.close();
  expect(event).toMatchObject({ eventType: 'SHUTDOWN', shutdownReason: 'spindown' });
  expect(event.deadlineMs - closedAt).toBeGreaterThan(1500);
  expect(event.deadlineMs - closedAt).toBeLessThanOrEqual(2500);
});

it('an extension that stays after SHUTDOWN is killed at the deadline', async () => {
  const environment = await open({ lingers: 60 });
  await invoke(environment);
  const closedAt = Date.now();
  await environment.close();
  expect(Date.now() - closedAt).toBeGreaterThan(1500);
  expect(Date.now() - closedAt).toBeLessThan(8000);
});

it('an extension is frozen between invocations', async () => {
  const environment = await open({ beats: true });
  const beats = async () =>
    readLines((await invoke(environment, { file })).response).filter((line) => 'beats' in line);
  const before = (await beats()).length;
  await sleep(1000);
  expect((await beats()).length - before).toBeLessThan(25);
});

it('the memory of an extension counts as the function’s', async () => {
  const { maxMemoryMb } = await invoke(await open({ memory: 100 }));
  expect(maxMemoryMb).toBeGreaterThan(110);
});
