import { join } from 'node:path';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { bringBoto3, runWithBoto3 } from './support/boto3.ts';
import { runtimeClient } from './support/functions.ts';
import { startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  await bringBoto3();
  server = await startTestServer({ runtimeClient });
}, 300_000);
afterAll(() => server.close());

const runnable = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' }) === undefined;

const run = (program: string): Promise<string> =>
  runWithBoto3(join(import.meta.dirname, 'boto3', program), {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'example',
    AWS_SECRET_ACCESS_KEY: 'example',
  });

it('STS answers who the caller is, and boto3 reads the refusals of other services', async () => {
  const { identity, refusals } = JSON.parse(await run('other_services.py')) as {
    identity: object;
    refusals: Readonly<Record<string, [number, string, string]>>;
  };
  const account = '000000000000';
  expect(identity).toEqual({ UserId: account, Account: account, Arn: `arn:aws:iam::${account}:root` });
  expect(Object.keys(refusals)).toHaveLength(11);
  for (const [service, refusal] of Object.entries(refusals))
    expect([service, refusal]).toEqual([
      service,
      [501, 'NotImplemented', expect.stringContaining(`local AWS does not implement ${service}`)],
    ]);
});

it('boto3 works unchanged with pages, waiters, downloads, refusals and invocations', async () => {
  const output = await run('unchanged.py');
  const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:boto';
  expect(JSON.parse(output)).toMatchObject({
    digest: true,
    versions: [[3, 2], [1]],
    download: true,
    status: 'InProgress',
    conflict: [
      'ResourceConflictException',
      409,
      {
        Code: 'ResourceConflictException',
        Message: `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
      },
    ],
    layers: true,
    functions: 1,
    invoked: runnable ? [200, [{ a: 1 }, 42]] : 'InvalidRuntimeException',
    ...(runnable ? { log: expect.stringMatching(/^START[^]*END[^]*REPORT/) } : {}),
    missing: [
      'ResourceNotFoundException',
      404,
      { Code: 'ResourceNotFoundException', Message: 'The resource you requested does not exist.' },
    ],
    invalid: ['ClientError', 400, { Code: 'ValidationException' }],
    gone: ['ResourceNotFoundException', 404, { Message: `Function not found: ${arn}` }],
  });
});
