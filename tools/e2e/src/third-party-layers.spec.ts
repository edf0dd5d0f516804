import { readdir, readFile } from 'node:fs/promises';
import { stackInspectionSchema } from '@layerkit/artifact/inspection';
import { resultSchemas } from '@layerkit/artifact/results';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { importLayer } from '@layerkit/local-lambda';
import { makeZip } from '@layerkit/testing-files';
import { runExecutor } from './executors/run-executor.ts';
import { expectClearError } from './bad-input/clear-error.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { addFunction, addLayer } from './workspace/projects.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';

// A function with a layer of the workspace and one of a vendor, which has the handler.

const owner = 'arn:aws:lambda:{region}:464622532012:layer';
const vendor = `${owner}:Vendor-{runtime}-{architecture}:3`;
const filled = 'arn:aws:lambda:eu-central-1:464622532012:layer:Vendor-python312-x86_64:3';
const hidden = 'arn:aws:lambda:eu-central-1:464622532012:layer:Private:1';

let workspace: Workspace;
let aws: LocalAws;

const run = (executor: string, project: string, options: Readonly<Record<string, unknown>> = {}) =>
  runExecutor(workspace, {
    executor,
    project,
    options,
    env: { ...aws.env, LAYERKIT_STORE: workspace.path('store') },
  });

const succeed = async (...args: Parameters<typeof run>) => {
  const { exitCode, output } = await run(...args);
  expect(exitCode === 0 ? '' : output).toBe('');
  return output;
};

const define = (layers: readonly string[], fields: Readonly<Record<string, unknown>> = {}) =>
  addFunction(workspace, 'caller', {
    definition: { layers, handler: 'vendor.handler.handle', ...fields },
    files: { 'src/app.py': 'def handle(event, context):\n    import own\n    return own.NAME\n' },
  });

const resultOf = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(workspace.path(`dist/apps/caller/${path}`), 'utf8'));

const inspection = async () =>
  stackInspectionSchema.parse(await resultOf('python3.12-x86_64/inspection.json'));

beforeAll(async () => {
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  const zipPath = workspace.path('vendor.zip');
  const handler =
    'import app\ndef handle(event, context):\n    return {"wrapped": app.handle(event, context)}\n';
  makeZip(zipPath, [
    { name: 'python/vendor/__init__.py', content: '' },
    { name: 'python/vendor/handler.py', content: handler },
    { name: 'python/own.py', content: 'NAME = "of the vendor"\n' },
  ]);
  const layer = { arn: filled, zipPath, runtimes: ['python3.12'], architectures: ['x86_64'] };
  await importLayer(aws.env['AWS_ENDPOINT_URL'] ?? '', layer);
  const files = { 'src/own.py': 'NAME = "own"\n' };
  await addLayer(workspace, 'own', { definition: { sources: 'src' }, files });
  for (const executor of ['layer:build', 'layer:publish']) await succeed(executor, 'own');
}, 120_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

it('build accepts an ARN, and says that it does not look into it for the handler', async () => {
  await define([vendor, 'own']);
  expect(await succeed('lambda:build', 'caller')).toContain(
    `note: its handler “vendor.handler.handle” needs vendor/handler.py, which is not in src. Otherwise ${vendor} must provide it`,
  );
}, 60_000);

it('inspect fetches the layer once and shows what it and the others do to one another', async () => {
  const output = await succeed('lambda:inspect', 'caller');
  expect(output).toContain(filled);
  const { zips, findings, unpackedBytes } = await inspection();
  expect(zips.map(({ file }) => file)).toEqual(['caller', filled, 'own']);
  expect(unpackedBytes).toBe(zips.reduce((sum, zip) => sum + zip.unpackedBytes, 0));
  expect(findings).toMatchObject([{ code: 'stack/overwritten', path: 'python/own.py' }]);
  expect(await readdir(workspace.path('store/layers'))).toEqual([`${zips[1]?.sha256 ?? ''}.zip`]);
}, 60_000);

it('deploy attaches it in its place', async () => {
  const output = await succeed('lambda:deploy', 'caller');
  expect(output).toContain(`  layer 1: ${filled}\n`);
  const { layers } = resultSchemas.deployment.parse(await resultOf('deployment.json'));
  const { sha256, unpackedBytes } = (await inspection()).zips[1] ?? {};
  expect(layers).toMatchObject([
    { arn: filled, layerName: 'Vendor-python312-x86_64', version: 3, sha256, unpackedBytes },
    { project: 'own' },
  ]);
  expect(layers[0]).not.toHaveProperty('project');
}, 60_000);

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? it : it.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

whereItRuns(
  `smoke runs the handler of the vendor over the function and both layers${because}`,
  async () => {
    await define([vendor, 'own'], { smoke: [{ name: 'wrapped', expect: { wrapped: 'own' } }] });
    await succeed('lambda:smoke', 'caller');
  },
  60_000,
);

it('what cannot be read is one warning, and the rest is inspected', async () => {
  await define([vendor, hidden], { handler: 'app.handle' });
  await succeed('lambda:build', 'caller');
  await succeed('lambda:inspect', 'caller');
  const { zips, findings } = await inspection();
  expect(zips.map(({ file }) => file)).toEqual(['caller', filled]);
  expect(findings).toMatchObject([
    { code: 'stack/unread-layer', severity: 'warning', message: expect.stringContaining('AccessDenied') },
  ]);
  const { exitCode, output } = await run('lambda:deploy', 'caller');
  expect(exitCode).toBe(1);
  expect(output).toContain(`warning: ${hidden} was not looked into: GetLayerVersionByArn at `);
  expect(output).toContain('aws/refused');
}, 60_000);

it('a layer version of another region is refused before any change', async () => {
  await define([vendor, hidden.replace('eu-central-1', 'us-east-1')], { handler: 'app.handle' });
  const before = await aws.lambda.functions.get('caller');
  const { exitCode, output } = await run('lambda:deploy', 'caller');
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'deploy/other-region',
    says: ['they must be in eu-central-1', hidden.replace('eu-central-1', 'us-east-1')],
    hint: 'Write {region}',
  });
  expect(await aws.lambda.functions.get('caller')).toEqual(before);
}, 60_000);

it('the unknown layer error knows ARNs', async () => {
  await define([vendor, 'gone']);
  const { output } = await run('lambda:build', 'caller');
  expectClearError(output, {
    code: 'deploy/unknown-layer-project',
    says: ['gone: there is no such project'],
    hint: 'is an ARN in layers',
  });
  await define([vendor.replace(/:3$/, '')]);
  const invalid = await run('lambda:build', 'caller');
  expect(invalid.output).toContain('layers.0: must be a project, or the ARN of a layer version');
}, 60_000);
