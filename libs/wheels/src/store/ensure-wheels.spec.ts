import { mkdir, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { alpha, beta, gamma, type IndexServer, indexServers, pinOf, three } from '@layerkit/testing-packages';
import { ensureWheels } from '../../test/ensure-wheels.ts';
import type { FetchProgress } from './fetch-progress.ts';
import { openStore } from './wheel-store.ts';

const scratch = temporaryFolders();
const serve = indexServers();
const env = (server: IndexServer) => ({ UV_DEFAULT_INDEX: server.url });

describe.each(['json', 'html'] as const)('an index that answers in %s', (format) => {
  it('provides the wheels with the pinned digests and their real names, in the order of the pins', async () => {
    const server = await serve({ files: three, format });
    const store = openStore({ directory: await scratch() });
    const progress: FetchProgress[] = [];
    const request = { packages: three.map(pinOf), store, env: env(server) };
    const { wheels, fetched } = await ensureWheels({
      ...request,
      onProgress: (state) => progress.push(state),
    });

    expect(fetched).toBe(3);
    expect(wheels.map(({ fileName }) => fileName)).toEqual(three.map(({ fileName }) => fileName));
    for (const [at, { path }] of wheels.entries()) expect(await readFile(path)).toEqual(three[at]?.bytes);
    expect(progress.at(-1)).toEqual({ bytes: 350_007, totalBytes: 350_007, files: 3, totalFiles: 3 });
    expect(await readdir(join(store.directory, 'partial'))).toEqual([]);
  });
});

it('with a full store no index gets a request', async () => {
  const server = await serve({ files: three });
  const store = openStore({ directory: await scratch() });
  await ensureWheels({ packages: three.map(pinOf), store, env: env(server) });
  const asked = server.requests.length;

  expect(await ensureWheels({ packages: three.map(pinOf), store, env: env(server) })).toMatchObject({
    fetched: 0,
  });
  expect(server.requests).toHaveLength(asked);
});

it('extra indexes are searched first, and the main index only for missing wheels', async () => {
  const main = await serve({ files: [alpha, beta] });
  const extra = await serve({ files: [gamma, { ...alpha, bytes: Buffer.from('another build of it') }] });
  const store = openStore({ directory: await scratch() });
  const request = { packages: three.map(pinOf), store };

  const { fetched } = await ensureWheels({
    ...request,
    env: { ...env(main), UV_INDEX: `mine=${extra.url}` },
  });
  expect(fetched).toBe(3);
  expect(main.requests).not.toContain('/simple/gamma/');
});

it('credentials in the variables of a named index open it', async () => {
  const server = await serve({ files: three, credentials: 'me:secret' });
  const variables = {
    UV_DEFAULT_INDEX: `My-Own=${server.url}`,
    UV_INDEX_MY_OWN_USERNAME: 'me',
    UV_INDEX_MY_OWN_PASSWORD: 'secret',
  };
  const store = openStore({ directory: await scratch() });
  expect(await ensureWheels({ packages: [pinOf(alpha)], store, env: variables })).toMatchObject({
    fetched: 1,
  });
});

it('a request to a busy server is repeated', async () => {
  const server = await serve({ files: three, interfere: (_, times) => (times === 1 ? 503 : undefined) });
  const store = openStore({ directory: await scratch() });
  expect(await ensureWheels({ packages: three.map(pinOf), store, env: env(server) })).toMatchObject({
    fetched: 3,
  });
});

it.each([true, false])('a broken download is completed (server supports ranges: %s)', async (ranges) => {
  const interfere = (path: string, times: number) =>
    path.startsWith('/files/alpha') && times === 1 ? ('truncate' as const) : undefined;
  const server = await serve({ files: three, ranges, interfere });
  const store = openStore({ directory: await scratch() });
  const progress: FetchProgress[] = [];
  const onProgress = (state: FetchProgress) => progress.push(state);
  const { wheels } = await ensureWheels({ packages: [pinOf(alpha)], store, env: env(server), onProgress });

  expect(await readFile(wheels[0]?.path ?? '')).toEqual(alpha.bytes);
  expect(progress.at(-1)).toMatchObject({ bytes: 300_000, totalBytes: 300_000 });
});

it('a file damaged on disk is detected and fetched again', async () => {
  const server = await serve({ files: three });
  const store = openStore({ directory: await scratch() });
  const request = { packages: three.map(pinOf), store, env: env(server) };
  const { wheels } = await ensureWheels(request);
  const [first, second] = wheels.map(({ path }) => path);
  await truncate(first ?? '', 10);
  await writeFile(second ?? '', Buffer.alloc(50_000));
  const intact = await Promise.all(wheels.map(({ sha256 }) => store.isIntact(sha256)));
  expect(intact).toEqual([false, false, true]);

  const damaged = new Set<Sha256>([pinOf(alpha).sha256, pinOf(beta).sha256]);
  const error = await failureOf(ensureWheels({ ...request, offline: true, damaged }));
  expect(error.problems[0]).toMatch(/^alpha 1\.0: its file is damaged in /);
  expect(await ensureWheels({ ...request, damaged })).toMatchObject({ fetched: 2 });
  for (const { sha256 } of wheels) expect(await store.isIntact(sha256)).toBe(true);
});

it('three processes that fill one store at once get all wheels and fetch each only once', async () => {
  const server = await serve({ files: three });
  const directory = await scratch();
  const one = () =>
    ensureWheels({ packages: three.map(pinOf), store: openStore({ directory }), env: env(server) });
  const results = await Promise.all([one(), one(), one()]);
  for (const { wheels } of results)
    expect(wheels.map(({ sha256 }) => sha256)).toEqual(three.map((file) => pinOf(file).sha256));
  for (const { bytes } of three) expect(await openStore({ directory }).isIntact(sha256Of(bytes))).toBe(true);
  expect(await readdir(join(directory, 'partial'))).toEqual([]);
  const files = server.requests.filter((path) => path.startsWith('/files/'));
  expect(files.sort()).toEqual(three.map(({ fileName }) => `/files/${fileName}`).sort());
  expect(results.reduce((sum, { fetched }) => sum + fetched, 0)).toBe(3);
});

it('a wheel locked by a killed process is fetched by the next process', async () => {
  const server = await serve({ files: three });
  const store = openStore({ directory: await scratch() });
  const held = join(store.directory, 'partial', `${pinOf(alpha).sha256}.lock`);
  await mkdir(held, { recursive: true });
  const aWhileAgo = new Date(Date.now() - 15_000);
  await utimes(held, aWhileAgo, aWhileAgo);
  const request = { packages: three.map(pinOf), store, env: env(server) };
  expect(await ensureWheels(request)).toMatchObject({ fetched: 3 });
});
