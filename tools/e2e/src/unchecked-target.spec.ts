import { readFile } from 'node:fs/promises';
import type { ProcessRun } from './processes/process-run.ts';
import { runExecutor } from './executors/run-executor.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addFunction, addLayer } from './workspace/projects.ts';
import { expectClearError } from './bad-input/clear-error.ts';

// A target with another processor than the host’s is built, published and deployed, and never reported as
// verified or tested.

const foreign = process.arch === 'arm64' ? 'x86_64' : 'arm64';

let workspace: Workspace;
let aws: LocalAws;

const run = (executor: string, options: Readonly<Record<string, unknown>> = {}): Promise<ProcessRun> =>
  runExecutor(workspace, {
    executor,
    project: executor.startsWith('layer:') ? 'own' : 'caller',
    options,
    env: aws.env,
  });

beforeAll(async () => {
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  await addLayer(workspace, 'own', {
    definition: { sources: 'src', architectures: [foreign] },
    files: { 'src/own.py': 'raise RuntimeError("only an import would find this")\n' },
  });
  await addFunction(workspace, 'caller', {
    definition: { architecture: foreign, layers: ['own'], smoke: [{ name: 'answers' }] },
    files: { 'src/app.py': 'def handle(event, context):\n    return {}\n' },
  });
}, 60_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

// The tests depend on one another, in the order of the pipeline.
it('build succeeds, and verify reports “not checked” with the reason', async () => {
  expect(await run('layer:build')).toMatchObject({ exitCode: 0 });
  const { exitCode, output } = await run('layer:verify');
  expect(exitCode).toBe(0);
  expect(output).toMatch(
    new RegExp(`^python3\\.12/${foreign}: not checked: .*needs an ${foreign} processor`),
  );
  expect(output).not.toContain('passed');
  const verification = await readFile(
    workspace.path(`dist/apps/own/python3.12-${foreign}/verification.json`),
    'utf8',
  );
  expect(JSON.parse(verification)).toMatchObject({ outcome: { status: 'not-checked' } });
}, 60_000);

it('verify reports “not checked” for a local AWS that can’t run the target either', async () => {
  const role = 'arn:aws:iam::000000000000:role/verify';
  const { exitCode, output } = await run('layer:verify', { on: 'lambda', role });
  expect(exitCode).toBe(0);
  expect(output).toMatch(
    new RegExp(`^python3\\.12/${foreign}: not checked: .*needs an ${foreign} processor`, 'm'),
  );
  for await (const { functionName } of aws.lambda.temporary.listFunctions())
    throw new Error(`${functionName} was left`);
}, 60_000);

it('verify fails if a check is required', async () => {
  const { exitCode, output } = await run('layer:verify', { requireProof: true });
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'verify/failed',
    says: [`python3.12/${foreign}: not checked, `],
    hint: 'requireProof',
  });
}, 60_000);

it('publish and deploy succeed, and smoke fails', async () => {
  const published = await run('layer:publish');
  expect(published).toMatchObject({ exitCode: 0 });
  const said = `not checked: python3\\.12/${foreign}: .*needs an ${foreign} processor`;
  expect(published.output).toMatch(new RegExp(`^publish .*\n +${said}.*\n[^]*^published  arn:`, 'm'));
  expect(published.output.split('not checked')).toHaveLength(2);
  expect(await run('lambda:build')).toMatchObject({ exitCode: 0 });
  expect(await run('lambda:deploy')).toMatchObject({ exitCode: 0 });
  const { exitCode, output } = await run('lambda:smoke');
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'smoke/failed',
    says: ['1 of 1 smoke cases', `needs an ${foreign} processor`],
    hint: 'Use a host that does, or AWS',
  });
}, 60_000);
