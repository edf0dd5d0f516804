import { join } from 'node:path';
import { startLocalLambda, type LocalLambda } from '@layerkit/local-lambda';
import { connectLambda } from '@layerkit/publishing/aws';
import { makeZip, temporaryFolders } from '@layerkit/testing-files';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { localAwsVariables } from './child-environment.ts';

// The program as a user runs it. Another local Lambda with another account is the AWS of the vendor.

const scratch = temporaryFolders();
const main = join(import.meta.dirname, 'main.ts');
const region = 'eu-central-1';
const account = '464622532012';
const arn = `arn:aws:lambda:${region}:${account}:layer:vendor:1`;

const importLayer = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa(process.execPath, ['--import', 'tsx', main, 'import-layer', ...args], { reject: false, env });

const serve = async (folder: string, accountId?: string): Promise<LocalLambda> =>
  startLocalLambda({ stateDirectory: folder, runtimeClient: join(folder, 'none'), accountId });

const find = async ({ endpoint }: LocalLambda) => {
  const { layers } = await connectLambda({ env: localAwsVariables({ endpoint, region }) });
  return layers.getByArn(arn);
};

const zipIn = (folder: string): string => {
  const path = join(folder, 'layer.zip');
  makeZip(path, [{ name: 'python/vendor.py', content: '' }]);
  return path;
};

it('a zip is stored while no local AWS runs, and while one does', async () => {
  const state = await scratch();
  const zip = zipIn(await scratch());
  const first = await importLayer(['--state', state, arn, zip]);
  expect([first.stdout, first.exitCode]).toEqual([expect.stringMatching(`^imported  ${arn}, sha256 `), 0]);
  const local = await serve(state);
  try {
    expect(await find(local)).toMatchObject({ arn });
    expect((await importLayer(['--state', state, arn, zip])).stdout).toMatch(/^unchanged/);
  } finally {
    await local.close();
  }
}, 60_000);

it('without a zip, the layer is fetched with the credentials at hand', async () => {
  const [state, zip] = [await scratch(), zipIn(await scratch())];
  const vendor = await serve(await scratch(), account);
  const env = localAwsVariables({ endpoint: vendor.endpoint, region });
  try {
    const { layers } = await connectLambda({ env });
    await layers.publish({
      layerName: 'vendor',
      description: 'theirs',
      runtimes: ['python3.12'],
      architectures: ['arm64'],
      zip: await readFile(zip),
    });
    expect((await importLayer(['--state', state, arn], env)).stdout).toMatch(/^imported/);
    const missing = await importLayer(['--state', state, arn.replace(/1$/, '2')], env);
    expect([missing.exitCode, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/^layer-version\/not-found: /m),
    ]);
  } finally {
    await vendor.close();
  }
  const local = await serve(state);
  expect(await find(local)).toMatchObject({
    description: 'theirs',
    runtimes: ['python3.12'],
    architectures: ['arm64'],
  });
  await local.close();
}, 60_000);

it('a wrong ARN is refused with the form that it must have', async () => {
  const { exitCode, stderr } = await importLayer(['vendor:1', 'layer.zip']);
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^layer-version\/invalid-arn: /)]);
});
