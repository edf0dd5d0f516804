import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fetchWheels, type IndexServer, startIndexServer, testEnvironment } from '@layerkit/testing-packages';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { closedOrigin } from '../src/bad-input/closed-port.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import {
  readToken,
  startRemoteCache,
  writeToken,
  type RemoteCache,
} from '../src/remote-cache/start-remote-cache.ts';
import { packedWorkspace, layerProject, sourceLayerProject } from '../src/consumer/packed-workspace.ts';
import { cloneWorkspace, commitAll } from '../src/workspace/repository.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { addLayer } from '../src/workspace/projects.ts';
import { outputOf, remotelyCachedTasks, runNx, startedTasks } from '../src/workspace/run-nx.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();
let origin: Workspace;
let index: IndexServer;
let cache: RemoteCache;
let aws: LocalAws;
let uvCache: string;

/** A machine: a clone of the repository, an empty wheel store, and its own Nx cache. */
interface Machine {
  readonly clone: Workspace;
  nx(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ProcessRun>;
}

const machines: Machine[] = [];

const newMachine = async (packageIndex: string): Promise<Machine> => {
  const clone = await cloneWorkspace(origin);
  const store = await temporaryFolder();
  const env = { ...aws.env, ...surroundings(packageIndex), LAYERKIT_STORE: store };
  const machine: Machine = { clone, nx: (args, more) => runNx(clone.root, args, { ...env, ...more }) };
  machines.push(machine);
  return machine;
};

/**
 * Variables for the package index, and for an Nx cache in the workspace instead of one for all clones of a
 * repository.
 */
const surroundings = (packageIndex: string) => ({
  LAYERKIT_UV: testEnvironment()['LAYERKIT_UV'] ?? '',
  UV_DEFAULT_INDEX: packageIndex,
  UV_CACHE_DIR: uvCache,
  NX_CACHE_DIRECTORY: '.nx/cache',
});

const build = ['run-many', '-t', 'build'];
const builds = ['compiled:build', 'own:build', 'pure:build'];

const zipOf = ({ clone }: Machine, layer: string): Promise<Buffer> =>
  readFile(clone.path(`dist/apps/${layer}/python3.12-x86_64/layer.zip`));

beforeAll(async () => {
  const wheels = await fetchWheels(await temporaryFolder(), {
    platforms: ['manylinux2014_x86_64', 'manylinux_2_17_x86_64'],
    pins: ['six==1.17.0', 'markupsafe==3.0.2'],
  });
  const files = wheels.map(async (path) => {
    const fileName = basename(path);
    return { project: fileName.split('-')[0] ?? '', fileName, bytes: await readFile(path) };
  });
  index = await startIndexServer({ files: await Promise.all(files) });
  cache = await startRemoteCache();
  aws = await startLocalAws();
  origin = await packedWorkspace();
  uvCache = await temporaryFolder();
  await addLayer(origin, 'pure', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'six==1.17.0\n', ...layerProject('pure') },
  });
  await addLayer(origin, 'compiled', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'markupsafe==3.0.2\n', ...layerProject('compiled') },
  });
  await addLayer(origin, 'own', {
    definition: { sources: 'src' },
    files: { 'src/own/__init__.py': 'NAME = "own"\n', ...sourceLayerProject('own') },
  });
  const locked = await runNx(origin.root, ['run-many', '-t', 'lock'], surroundings(index.url));
  if (locked.exitCode !== 0) throw new Error(locked.output);
  await commitAll(origin, 'Three layers');
}, 300_000);

afterAll(async () => {
  await Promise.all([index.close(), cache.stop(), aws.stop()]);
  await Promise.all([origin, ...machines.map(({ clone }) => clone)].map((workspace) => workspace.remove()));
});

// The tests depend on one another: each starts where the one before ended.
describe('layers on many machines', () => {
  let first: Machine;
  let second: Machine;

  it('are built on the first machine, which asks the index and fills the remote cache', async () => {
    first = await newMachine(index.url);
    index.requests.length = 0;
    const run = await first.nx(build, cache.env(writeToken));
    expect(run).toMatchObject({ exitCode: 0 });
    expect(startedTasks(run).toSorted()).toEqual(builds);
    expect(remotelyCachedTasks(run)).toEqual([]);
    expect(index.requests.filter((path) => path.startsWith('/files/'))).toHaveLength(2);
    expect(cache.requests.map(({ method, status }) => `${method} ${status}`).toSorted()).toEqual([
      ...['GET 404', 'GET 404', 'GET 404'],
      ...['PUT 200', 'PUT 200', 'PUT 200'],
    ]);
  }, 180_000);

  it('come to a second machine, without index and files, from the cache alone, with the same bytes', async () => {
    second = await newMachine(`${await closedOrigin()}/simple/`);
    index.requests.length = 0;
    cache.requests.length = 0;
    const run = await second.nx(build, cache.env(readToken));
    expect(run).toMatchObject({ exitCode: 0 });
    expect(remotelyCachedTasks(run).toSorted()).toEqual(builds);
    expect(index.requests).toEqual([]);
    expect(cache.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(
      Array(3).fill('GET 200'),
    );
    for (const layer of ['compiled', 'own', 'pure'])
      expect(await zipOf(second, layer)).toEqual(await zipOf(first, layer));
  }, 180_000);

  it('are the same layer version, whichever machine publishes', async () => {
    const publish = ['run-many', '-t', 'publish'];
    const before = await first.nx(publish, cache.env(writeToken));
    expect(before).toMatchObject({ exitCode: 0 });
    const after = await second.nx(publish, cache.env(readToken));
    expect(after).toMatchObject({ exitCode: 0 });
    for (const layer of ['compiled', 'own', 'pure']) {
      expect(outputOf(before, layer)).toMatch(new RegExp(`^published +arn:\\S+:layer:${layer}:1, `, 'm'));
      expect(outputOf(after, layer)).toMatch(new RegExp(`^unchanged +${layer} `, 'm'));
    }
  }, 180_000);
});

describe('a machine with a read-only token', () => {
  it('builds what is not in the cache, and adds nothing to it', async () => {
    cache.entries.clear();
    cache.requests.length = 0;
    const run = await (await newMachine(index.url)).nx(build, cache.env(readToken));
    expect(run).toMatchObject({ exitCode: 0 });
    expect(cache.requests.filter(({ method }) => method === 'PUT').map(({ status }) => status)).toEqual(
      Array(3).fill(403),
    );
    expect(cache.entries.size).toBe(0);
  }, 180_000);
});

describe('a remote cache that is unavailable', () => {
  // Tests of Nx’s own behavior, which docs/remote-cache.md and the CI workflows rely on
  it.each([
    ['an unknown token', () => cache.env('nobody'), 'Unauthorized: unknown token'],
    ['a server that forbids', () => (cache.answerWith(403), cache.env(readToken)), '403 Forbidden'],
    ['a server with a fault', () => (cache.answerWith(503), cache.env(readToken)), '503 Service Unavailable'],
    ['no server', async () => nowhere(await closedOrigin()), 'error sending request for url'],
  ])(
    'fails the run with the reason: %s',
    async (_, env, message) => {
      const machine = await newMachine(index.url);
      const run = await machine.nx(build, await env());
      cache.answerWith();
      expect(run.exitCode).toBe(1);
      expect(run.output).toContain(message);
      await expect(zipOf(machine, 'own')).rejects.toThrow('ENOENT');
    },
    120_000,
  );

  it('does not matter if NX_SKIP_REMOTE_CACHE is set', async () => {
    const machine = await newMachine(index.url);
    const env = { ...nowhere(await closedOrigin()), NX_SKIP_REMOTE_CACHE: 'true' };
    expect(await machine.nx(build, env)).toMatchObject({ exitCode: 0 });
    expect((await zipOf(machine, 'own')).length).toBeGreaterThan(0);
  }, 120_000);
});

const nowhere = (url: string) => ({
  NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url,
  NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: writeToken,
});
