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

// The API's side of an invocation, with real Python behind it. What a function finds when it runs is the
// runtime's own test.

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

whereItRuns(`an invocation${because}`, () => {
  it('gives the response, the version, and the tail of the log', async () => {
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

  it('returns the log’s last 4 KB, and none that was not asked for', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'talks' });
    const long = await invoke(client, 'talks', json({ print: 'x'.repeat(10_000) }));
    expect(Buffer.byteLength(long.log)).toBe(4096);
    expect(long.log).toContain('REPORT RequestId');
    expect((await invoke(client, 'talks', { LogType: 'None' })).log).toBe('');
  });

  it('of a function that fails is a success of the API', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'fails' });
    expect(await invoke(client, 'fails', json({ fail: 'no' }))).toMatchObject({
      status: 200,
      functionError: 'Unhandled',
      response: { errorMessage: 'no', errorType: 'ValueError' },
    });
  });

  it('hands on the qualifier, the client’s context and the request’s id', async () => {
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

  it('at the same time as another has an environment of its own', async () => {
    await createPythonFunction(client, counter, { FunctionName: 'parallel' });
    const both = await Promise.all([1, 2].map(() => invoke(client, 'parallel', json({ sleep: 1 }))));
    expect(both.map(({ response }) => response)).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  it('sees a change of code, layers or settings when it is in force, not before', async () => {
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

  it('goes on with a layer version that was deleted, also after a restart', async () => {
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

  it('of a function that was deleted and made anew starts from nothing', async () => {
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

describe('what can’t be run here is an error, never a success', () => {
  const other = process.arch === 'x64' ? 'arm64' : 'x86_64';
  it.each([
    ['another processor', { Architectures: [other as 'arm64'] }, other],
    ['another language', { Runtime: 'nodejs22.x' as const }, 'nodejs22.x'],
  ])('%s', async (_what, more, named) => {
    const FunctionName = `not-here-${named.replace('.', '-')}`;
    await createPythonFunction(client, counter, { FunctionName, ...more });
    const refusal = await refusalOf(invoke(client, FunctionName));
    expect(refusal).toMatchObject({ name: 'InvalidRuntimeException', status: 501 });
    expect(refusal.message).toContain(named);
  });

  it('no runtime client', async () => {
    const bare = await startTestServer({ settleMs: 0 });
    await createPythonFunction(bare.client(), counter, { FunctionName: 'bare' });
    const refusal = await refusalOf(invoke(bare.client(), 'bare'));
    await bare.close();
    expect(refusal).toMatchObject({ name: 'InvalidRuntimeException', status: 501 });
  });
});

describe('other kinds of invocation', () => {
  it('a dry run runs nothing', async () => {
    await createPythonFunction(client, 'raise Exception("ran")\n', { FunctionName: 'dry' });
    const result = await client.send(new InvokeCommand({ FunctionName: 'dry', InvocationType: 'DryRun' }));
    expect(result.StatusCode).toBe(204);
    expect(result.ExecutedVersion).toBeUndefined();
  });

  it('an asynchronous one is refused by name', async () => {
    const event = client.send(new InvokeCommand({ FunctionName: 'dry', InvocationType: 'Event' }));
    expect(await refusalOf(event)).toMatchObject({
      status: 501,
      message: expect.stringContaining('asynchronous invocation'),
    });
  });
});
