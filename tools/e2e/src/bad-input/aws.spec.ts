import type { ProcessRun } from '../processes/process-run.ts';
import { runExecutor } from '../executors/run-executor.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';
import { addFunction, addLayer } from '../workspace/projects.ts';
import { closedOrigin } from './closed-port.ts';
import { expectClearError } from './clear-error.ts';

// Errors of access to AWS: credentials, region, endpoint.

let workspace: Workspace;

const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret-key' };

/** Runs an executor with only the given AWS variables in its environment. */
const withoutAws = (executor: string, env: Readonly<Record<string, string>>): Promise<ProcessRun> => {
  const own = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  const unset = Object.fromEntries(own.map((name) => [name, undefined]));
  const project = executor.startsWith('layer:') ? 'own' : 'caller';
  const home = workspace.path('home');
  return runExecutor(workspace, {
    executor,
    project,
    env: { ...unset, HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
};

beforeAll(async () => {
  workspace = await bareWorkspace();
  await addLayer(workspace, 'own', { definition: { sources: 'src' }, files: { 'src/own.py': '' } });
  await addFunction(workspace, 'caller', {
    definition: { smoke: [{ name: 'answers' }] },
    files: { 'src/app.py': 'def handle(event, context):\n    return {}\n' },
  });
  const builds = [
    runExecutor(workspace, { executor: 'layer:build', project: 'own' }),
    runExecutor(workspace, { executor: 'lambda:build', project: 'caller' }),
  ];
  expect((await Promise.all(builds)).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
}, 60_000);

afterAll(() => workspace.remove());

describe.each(['layer:publish', 'lambda:deploy', 'lambda:smoke'])('%s', (executor) => {
  it('without credentials explains how to set them', async () => {
    const { exitCode, output } = await withoutAws(executor, {
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_LAMBDA: await closedOrigin(),
    });
    expect(exitCode).toBe(1);
    expectClearError(output, {
      code: 'aws/credentials-missing',
      says: ['no AWS credentials found'],
      hint: /aws sso login.*AWS_PROFILE.*AWS_ACCESS_KEY_ID/,
    });
  }, 30_000);

  it('with an endpoint that refuses connections names the endpoint', async () => {
    const endpoint = await closedOrigin();
    const { exitCode, output } = await withoutAws(executor, {
      ...keys,
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
    });
    expect(exitCode).toBe(1);
    expectClearError(output, {
      code: 'aws/unreachable',
      says: [`cannot reach ${endpoint}`, 'ECONNREFUSED'],
      hint: 'AWS_ENDPOINT_URL',
    });
    expect(output).not.toContain('secret-key');
  }, 30_000);
});

it('publish without a region explains where to set it', async () => {
  const { exitCode, output } = await withoutAws('layer:publish', keys);
  expect(exitCode).toBe(1);
  expectClearError(output, { code: 'aws/region-missing', says: [], hint: /--region.*AWS_REGION/ });
}, 30_000);
