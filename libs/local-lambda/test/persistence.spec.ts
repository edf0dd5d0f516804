import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  GetLayerVersionCommand,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { startLocalLambda, type LocalLambda, type LocalLambdaOptions } from '../src/index.ts';
import { codeZip, layerZip } from './contract/contract.ts';
import { connect, startTestServer, type TestServer } from './support/server.ts';

// Run after each test, whether it passes or fails, so that no server outlives it.
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const startServer = async (options: Partial<LocalLambdaOptions> = {}): Promise<TestServer> => {
  const server = await startTestServer(options);
  cleanups.push(() => server.close());
  return server;
};

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'local-lambda-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const start = async (options: LocalLambdaOptions): Promise<LocalLambda> => {
  const server = await startLocalLambda(options);
  cleanups.push(() => server.close());
  return server;
};

const newFunction = async (FunctionName: string, Layers: string[] = []) =>
  new CreateFunctionCommand({
    FunctionName,
    Layers,
    Runtime: 'python3.12',
    Role: 'arn:aws:iam::000000000000:role/r',
    Handler: 'index.handler',
    Code: { ZipFile: await codeZip() },
  });

const newVersion = async (LayerName: string) =>
  new PublishLayerVersionCommand({ LayerName, Content: { ZipFile: await layerZip() } });

it('the next server finds the layer versions, their zips and the used numbers', async () => {
  const server = await startServer();
  const first = server.client();
  await first.send(await newVersion('kept'));
  await first.send(await newVersion('kept'));
  await first.send(new DeleteLayerVersionCommand({ LayerName: 'kept', VersionNumber: 2 }));
  await server.restart();
  const second = server.client();
  const found = await second.send(new GetLayerVersionCommand({ LayerName: 'kept', VersionNumber: 1 }));
  const zip = Buffer.from(await (await fetch(found.Content?.Location ?? '')).arrayBuffer());
  expect(zip.equals(await layerZip())).toBe(true);
  expect((await second.send(await newVersion('kept'))).Version).toBe(3);
});

it('a change that a server left in progress settles with the planned revision', async () => {
  const server = await startServer({ settleMs: 400 });
  const created = await server.client().send(await newFunction('pending'));
  await server.restart();
  const get = async () =>
    (await server.client().send(new GetFunctionCommand({ FunctionName: 'pending' }))).Configuration;
  let settled = await get();
  for (; settled?.State === 'Pending'; settled = await get()) await sleep(20);
  expect(settled).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  expect(settled?.RevisionId).not.toBe(created.RevisionId);
  await server.restart();
  expect((await get())?.RevisionId).toBe(settled?.RevisionId);
});

it('the next start deletes unused zips and keeps those of deleted versions that are attached', async () => {
  const server = await startServer();
  const client = server.client();
  const { LayerVersionArn } = await client.send(await newVersion('attached'));
  await client.send(await newFunction('holder', [LayerVersionArn ?? '']));
  await client.send(new DeleteLayerVersionCommand({ LayerName: 'attached', VersionNumber: 1 }));
  const archives = () => readdir(join(server.stateDirectory, 'archives'));
  await server.restart();
  expect(await archives()).toHaveLength(2);
  await server.client().send(new DeleteFunctionCommand({ FunctionName: 'holder' }));
  await server.restart();
  expect(await archives()).toEqual([]);
});

it('the error of a second server on the folder names the first one', async () => {
  const server = await startServer();
  const again = startLocalLambda({ stateDirectory: server.stateDirectory, runtimeClient: 'none' });
  await expect(again).rejects.toThrowWithCode('local-aws/failed', {
    message: expect.stringContaining(`process ${process.pid}`),
  });
  await expect(again).rejects.toMatchObject({ message: expect.stringContaining(server.endpoint) });
});

it('a port in use is an error, and the folder is released', async () => {
  const server = await startServer();
  const port = Number(new URL(server.endpoint).port);
  const stateDirectory = await makeFolder();
  const options = { stateDirectory, runtimeClient: 'none' };
  await expect(startLocalLambda({ ...options, port })).rejects.toThrowWithCode('local-aws/failed', {
    message: expect.stringContaining(String(port)),
  });
  await start(options);
});

it('a state that can’t be read is an error with its path', async () => {
  const stateDirectory = await makeFolder();
  for (const content of ['{', '{"schemaVersion":2}']) {
    await writeFile(join(stateDirectory, 'state.json'), content);
    await expect(startLocalLambda({ stateDirectory, runtimeClient: 'none' })).rejects.toThrowWithCode(
      'local-aws/failed',
      { message: expect.stringContaining(join(stateDirectory, 'state.json')) },
    );
  }
});

it('the folder of a server that was killed is taken over', async () => {
  const stateDirectory = await makeFolder();
  const args = ['--import', 'tsx', join(import.meta.dirname, 'support/serve-folder.ts'), stateDirectory];
  const killed = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(() => Promise.resolve(killed.kill('SIGKILL')));
  const [endpoint] = (await once(killed.stdout, 'data')) as [Buffer];
  await connect(endpoint.toString()).send(await newVersion('survivor'));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const next = await start({ stateDirectory, runtimeClient: 'none' });
  const client = connect(next.endpoint);
  expect((await client.send(await newVersion('survivor'))).Version).toBe(2);
}, 30_000);
