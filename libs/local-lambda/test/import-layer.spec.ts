import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetFunctionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  ListLayersCommand,
  UpdateFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { makeZip, temporaryFolders } from '@layerkit/testing-files';
import { importLayer } from '../src/index.ts';
import { createPythonFunction, invoke, runtimeClient } from './support/functions.ts';
import { extensionText } from './support/extension-layer.ts';
import { functionText } from './support/function-text.ts';
import { refusalOf } from './support/refusal-of.ts';
import { startTestServer, type TestServer } from './support/server.ts';

// Layer versions of other accounts, stored by their ARNs.

const scratch = temporaryFolders();
let server: TestServer;
let client: LambdaClient;
beforeAll(async () => {
  server = await startTestServer({ settleMs: 0, runtimeClient });
  client = server.client();
});
afterAll(() => server.close());

const arn = 'arn:aws:lambda:eu-central-1:464622532012:layer:Vendor-Extension:65';

const zipOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const zipPath = join(await scratch(), 'layer.zip');
  makeZip(
    zipPath,
    Object.entries(files).map(([name, content]) => ({
      name,
      content,
      mode: name.startsWith('extensions/') ? 0o100755 : 0o100644,
    })),
  );
  return zipPath;
};

const vendor = { 'extensions/vendor': extensionText('follows_events'), 'python/vendor.py': 'NAME = "v"\n' };

it('an imported layer version is described as its owner’s, and is none of this account', async () => {
  const zipPath = await zipOf(vendor);
  const layer = { arn, zipPath, description: 'theirs', runtimes: ['python3.12'], architectures: ['x86_64'] };
  const { status, sha256 } = await importLayer(server.endpoint, layer);
  expect([status, sha256]).toEqual(['imported', await sha256OfFile(zipPath)]);
  const found = await client.send(new GetLayerVersionByArnCommand({ Arn: arn }));
  expect(found).toMatchObject({
    LayerVersionArn: arn,
    LayerArn: arn.replace(/:65$/, ''),
    Version: 65,
    Description: 'theirs',
    CompatibleRuntimes: ['python3.12'],
    CompatibleArchitectures: ['x86_64'],
    Content: { CodeSha256: Buffer.from(sha256, 'hex').toString('base64') },
  });
  const response = await fetch(found.Content?.Location ?? '');
  expect(Buffer.from(await response.arrayBuffer())).toEqual(await readFile(zipPath));
  const named = new GetLayerVersionCommand({ LayerName: arn.replace(/:65$/, ''), VersionNumber: 65 });
  expect(await client.send(named)).toMatchObject({ LayerVersionArn: arn });
  expect((await client.send(new ListLayersCommand({}))).Layers).toEqual([]);
});

it('importing again changes nothing, and another zip replaces the first', async () => {
  const same = await zipOf({ 'python/a.py': '1' });
  const other = arn.replace('Vendor-Extension', 'again');
  const statusOf = async (zipPath: string) =>
    (await importLayer(server.endpoint, { arn: other, zipPath })).status;
  expect(await statusOf(same)).toBe('imported');
  expect(await statusOf(same)).toBe('unchanged');
  expect(await statusOf(await zipOf({ 'python/a.py': '2' }))).toBe('replaced');
});

it.each([
  ['an ARN without a version', 'arn:aws:lambda:eu-central-1:464622532012:layer:x', 'is not the ARN'],
  [
    'an ARN in the wrong partition',
    'arn:aws-cn:lambda:eu-central-1:464622532012:layer:x:1',
    'is not the ARN',
  ],
  ['the server’s own account', 'arn:aws:lambda:eu-central-1:000000000000:layer:x:1', 'own account'],
])('%s is refused', async (_, wrong, message) => {
  const zipPath = await zipOf(vendor);
  await expect(importLayer(server.endpoint, { arn: wrong, zipPath })).rejects.toThrowWithCode(
    'local-aws/failed',
    { message: expect.stringContaining(message) },
  );
});

it('a file that is not a zip, and a missing one, are refused', async () => {
  const folder = await scratch();
  await writeFile(join(folder, 'layer.zip'), 'no zip');
  for (const name of ['layer.zip', 'missing.zip'])
    await expect(importLayer(server.endpoint, { arn, zipPath: join(folder, name) })).rejects.toThrowWithCode(
      'local-aws/failed',
    );
});

it('a layer version of another account that was not imported stays forbidden', async () => {
  const unknown = arn.replace(/65$/, '66');
  const refusal = await refusalOf(client.send(new GetLayerVersionByArnCommand({ Arn: unknown })));
  expect(refusal.name).toBe('AccessDeniedException');
});

it('functions of its region attach it, before the next server too; two of its versions exclude each other', async () => {
  const zipPath = await zipOf(vendor);
  const next = arn.replace(/65$/, '66');
  for (const one of [arn, next]) await importLayer(server.endpoint, { arn: one, zipPath });
  await createPythonFunction(client, functionText('shows_context'), {
    FunctionName: 'attached',
    Layers: [arn],
  });
  await server.restart();
  client = server.client();
  const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'attached' }));
  expect(Configuration?.Layers).toMatchObject([{ Arn: arn }]);
  const attach = (Layers: string[]) =>
    refusalOf(client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'attached', Layers })));
  expect((await attach([arn, next])).message).toContain('Two different versions of the same layer');
  const elsewhere = arn.replace('eu-central-1', 'us-east-1');
  await importLayer(server.endpoint, { arn: elsewhere, zipPath });
  expect((await attach([elsewhere])).message).toContain('not in the same region');
});

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? it : it.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

whereItRuns(`its modules are imported and its extensions run${because}`, async () => {
  await importLayer(server.endpoint, { arn, zipPath: await zipOf(vendor) });
  const text = 'import vendor\ndef handler(event, context):\n    return [vendor.NAME, vendor.__file__]\n';
  await createPythonFunction(client, text, { FunctionName: 'extended', Layers: [arn] });
  const { response, log } = await invoke(client, 'extended');
  expect(response).toEqual(['v', '/opt/python/vendor.py']);
  expect(log).toContain('EXTENSION\tName: vendor\tState: Ready');
});
