import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  InvokeCommand,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { createPythonFunction, invoke, runtimeClient } from './support/functions.ts';
import { refusalOf } from './support/refusal-of.ts';
import { functionText } from './support/function-text.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { makeZip } from './support/zips.ts';

// Invocations through the API, with real Python. The specs in test/runtime test the environment of a function.

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? describe : describe.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

let server: TestServer;
let client: LambdaClient;
beforeAll(async () => {
  server = await startTestServer({ settleMs: 0, runtimeClient });
  client = server.client();
});
afterAll(() => server.close());

const counter = functionText('counts');
const json = (value: unknown) => ({ Payload: Buffer.from(JSON.stringify(value)) });

let functions = 0;
const uniqueFunction = (): string => `function-${(functions += 1)}`;

whereItRuns(`an invocation${because}`, () => {
  it('returns the response, the version and the tail of the log', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'answers' });
    const first = await invoke(client, 'answers', json({ print: 'said' }));
    expect(first).toMatchObject({
      status: 200,
      functionError: undefined,
      executedVersion: '$LATEST',
      response: { count: 1, event: { print: 'said' } },
    });
    expect(first.log).toMatch(
      /START RequestId: \S+ Version: \$LATEST\nsaid\nEND RequestId: .*\nREPORT .*Init Duration/,
    );
    const second = await invoke(client, 'answers');
    expect(second.response).toMatchObject({ count: 2, event: {} });
    expect(second.log).not.toContain('Init Duration');
  });

  it.each(['src/my-app/handler.main', 'src.my-app.handler.main'])('runs the handler %s', async (Handler) => {
    const ZipFile = await makeZip({
      'src/my-app/handler.py': 'def main(event, context):\n    return __name__\n',
    });
    const FunctionName = uniqueFunction();
    await createPythonFunction(client, '', { FunctionName, Handler, Code: { ZipFile } });
    expect((await invoke(client, FunctionName)).response).toBe('src.my-app.handler');
  });

  it('returns the last 4 KB of the log, only on request', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'talks' });
    const long = await invoke(client, 'talks', json({ print: 'x'.repeat(10_000) }));
    expect(Buffer.byteLength(long.log)).toBe(4096);
    expect(long.log).toContain('REPORT RequestId');
    expect((await invoke(client, 'talks', { LogType: 'None' })).log).toBe('');
  });

  it('has status 200 if the function fails', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'fails' });
    expect(await invoke(client, 'fails', json({ fail: 'no' }))).toMatchObject({
      status: 200,
      functionError: 'Unhandled',
      response: { errorMessage: 'no', errorType: 'ValueError' },
    });
  });

  it('passes on the qualifier, the client context and the request id', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'context' });
    const ClientContext = Buffer.from(JSON.stringify({ custom: { a: 'b' } })).toString('base64');
    const command = new InvokeCommand({ FunctionName: 'context', Qualifier: '$LATEST', ClientContext });
    const result = await client.send(command);
    expect(JSON.parse(Buffer.from(result.Payload ?? []).toString())).toMatchObject({
      arn: 'arn:aws:lambda:eu-central-1:000000000000:function:context:$LATEST',
      client: { a: 'b' },
      id: result.$metadata.requestId,
    });
  });

  it('has its own environment during another invocation', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'parallel' });
    const both = await Promise.all([1, 2].map(() => invoke(client, 'parallel', json({ sleep: 1 }))));
    expect(both.map(({ response }) => response)).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  it('sees a change of code or settings only when it takes effect', async () => {
    const slow = await startTestServer({ settleMs: 700, runtimeClient });
    try {
      const patient = slow.client();
      const settled = () =>
        waitUntilFunctionUpdatedV2(
          { client: patient, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
          { FunctionName: 'changes' },
        );
      await createPythonFunction(patient, counter, { FunctionName: 'changes' });
      expect((await refusalOf(invoke(patient, 'changes'))).message).toContain('state: Pending');
      await settled();
      await invoke(patient, 'changes');
      const Environment = { Variables: { VARIABLE: 'new' } };
      const change = new UpdateFunctionConfigurationCommand({ FunctionName: 'changes', Environment });
      await patient.send(change);
      expect((await invoke(patient, 'changes')).response).toMatchObject({ count: 2, variable: null });
      await settled();
      expect((await invoke(patient, 'changes')).response).toMatchObject({ count: 1, variable: 'new' });
      const ZipFile = await makeZip({ 'index.py': 'def handler(event, context): return "other"\n' });
      await patient.send(new UpdateFunctionCodeCommand({ FunctionName: 'changes', ZipFile }));
      await settled();
      expect((await invoke(patient, 'changes')).response).toBe('other');
    } finally {
      await slow.close();
    }
  });

  it('works with a deleted layer version, also after a restart', async () => {
    const content = await makeZip({ 'python/lib.py': 'answer = 42\n' });
    const layer = await client.send(
      new PublishLayerVersionCommand({ LayerName: 'deleted', Content: { ZipFile: content } }),
    );
    const text = 'import lib\ndef handler(event, context): return lib.answer\n';
    await createPythonFunction(client, text, {
      FunctionName: 'loyal',
      Layers: [layer.LayerVersionArn ?? ''],
    });
    await client.send(new DeleteLayerVersionCommand({ LayerName: 'deleted', VersionNumber: 1 }));
    expect((await invoke(client, 'loyal')).response).toBe(42);
    await server.restart();
    client = server.client();
    expect((await invoke(client, 'loyal')).response).toBe(42);
  });

  it('starts a new environment if the function was deleted and created again', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'again' });
    await invoke(client, 'again');
    await client.send(new DeleteFunctionCommand({ FunctionName: 'again' }));
    await createPythonFunction(client, counter, { FunctionName: 'again' });
    expect((await invoke(client, 'again')).response).toMatchObject({ count: 1 });
  });

  it('ends when the server is closed', async () => {
    const short = await startTestServer({ settleMs: 0, runtimeClient });
    await createPythonFunction(short.client(), counter, { FunctionName: 'endless' });
    const running = invoke(short.client(), 'endless', json({ sleep: 15 })).catch((error: unknown) => error);
    await sleep(1500);
    const started = Date.now();
    await short.close();
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(await running).toBeInstanceOf(Error);
  });
});

describe('a function that can’t run on this host is refused', () => {
  const other = process.arch === 'x64' ? 'arm64' : 'x86_64';
  it.each([
    ['for another processor', { Architectures: [other as 'arm64'] }, other],
    ['in another language', { Runtime: 'nodejs22.x' as const }, 'nodejs22.x'],
  ])('a function %s is refused', async (_what, more, named) => {
    const FunctionName = `not-here-${named.replace('.', '-')}`;
    await createPythonFunction(client, counter, { FunctionName, ...more });
    const refusal = await refusalOf(invoke(client, FunctionName));
    expect(refusal).toMatchObject({ name: 'InvalidRuntimeException', status: 501 });
    expect(refusal.message).toContain(named);
  });

  it('a function is refused if the runtime client is missing', async () => {
    const bare = await startTestServer({ settleMs: 0 });
    await createPythonFunction(bare.client(), counter, { FunctionName: 'bare' });
    const refusal = await refusalOf(invoke(bare.client(), 'bare'));
    await bare.close();
    expect(refusal).toMatchObject({ name: 'InvalidRuntimeException', status: 501 });
  });
});

describe('other kinds of invocation', () => {
  it('a dry run does not run the function', async () => {
    await createPythonFunction(client, 'raise Exception("ran")\n', { FunctionName: 'dry' });
    const result = await client.send(new InvokeCommand({ FunctionName: 'dry', InvocationType: 'DryRun' }));
    expect(result.StatusCode).toBe(204);
    expect(result.ExecutedVersion).toBeUndefined();
  });

  it('the refusal of an asynchronous invocation names it', async () => {
    const event = client.send(new InvokeCommand({ FunctionName: 'dry', InvocationType: 'Event' }));
    expect(await refusalOf(event)).toMatchObject({
      status: 501,
      message: expect.stringContaining('asynchronous invocation'),
    });
  });
});
