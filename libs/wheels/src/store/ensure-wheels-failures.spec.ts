import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { formatFailure } from '@layerkit/failure';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  alpha,
  beta,
  gamma,
  type IndexServer,
  indexServers,
  pinOf,
  servedFile,
  three,
} from '@layerkit/testing-packages';
import { ensureWheels } from '../../test/ensure-wheels.ts';
import { openStore } from './wheel-store.ts';

const scratch = temporaryFolders();
const serve = indexServers();
const env = (server: IndexServer) => ({ UV_DEFAULT_INDEX: server.url });

it('credentials in the URL open the index and are never shown', async () => {
  const server = await serve({ files: three, credentials: 'user:se/cret' });
  const at = (credentials: string) => ({
    UV_INDEX_URL: server.url.replace('//', `//${credentials}@`),
  });
  const store = openStore({ directory: await scratch() });
  const packages = three.map(pinOf);
  expect(await ensureWheels({ packages, store, env: at('user:se%2Fcret') })).toMatchObject({ fetched: 3 });

  const empty = openStore({ directory: await scratch() });
  const error = await failureOf(ensureWheels({ packages, store: empty, env: at('user:wr%2Fong') }));
  expect(error.code).toBe('index/refused');
  expect(error.problems).toHaveLength(3);
  expect(error.problems[0]).toMatch(/^alpha 1\.0: .*401/);
  expect(formatFailure(error, { verbose: true })).not.toMatch(/wr(?:%2F|\/)ong|user/);
});

it('the error of an incomplete download names the wheel, and no partial file remains', async () => {
  const server = await serve({
    files: three,
    interfere: (path) => (path.startsWith('/files/alpha') ? 'truncate' : undefined),
  });
  const store = openStore({ directory: await scratch() });
  const error = await failureOf(ensureWheels({ packages: [pinOf(alpha)], store, env: env(server) }));
  expect(error.code).toBe('store/download-failed');
  expect(error.problems[0]).toMatch(/^alpha 1\.0: .*alpha-1\.0-py3-none-any\.whl broke off/);
  expect(await store.find(pinOf(alpha).sha256)).toBeUndefined();
  expect(await readdir(join(store.directory, 'partial'))).toEqual([]);
}, 20_000);

it('bytes with a wrong digest are not kept, and the error has a line for each failed wheel', async () => {
  const files = [alpha, beta].map((right) => ({
    ...right,
    sha256: sha256Of(right.bytes),
    bytes: Buffer.from('other bytes'),
  }));
  const server = await serve({ files: [...files, gamma] });
  const store = openStore({ directory: await scratch() });
  const error = await failureOf(ensureWheels({ packages: three.map(pinOf), store, env: env(server) }));
  expect(error.code).toBe('store/download-failed');
  expect(error.message).toContain('2 of 3');
  expect(error.problems.map((line) => line.split(':')[0])).toEqual(['alpha 1.0', 'beta-two 1.0']);
  expect(error.problems[0]).toContain(sha256Of('other bytes'));
  expect(await store.find(pinOf(alpha).sha256)).toBeUndefined();
  expect(await store.find(pinOf(gamma).sha256)).toBeDefined();
});

it('a file name that is not a wheel’s never becomes a path', async () => {
  const evil = { ...alpha, fileName: '..\\..\\alpha-1.0-py3-none-any.whl' };
  const server = await serve({ files: [evil], interfere: () => undefined });
  const error = await failureOf(
    ensureWheels({
      packages: [pinOf(alpha)],
      store: openStore({ directory: await scratch() }),
      env: env(server),
    }),
  );
  expect(error.code).toBe('store/download-failed');
});

it('the error tells a missing digest from an unknown project', async () => {
  const server = await serve({ files: [alpha] });
  const gone = { ...pinOf(alpha), sha256: sha256Of('a file that was deleted') };
  const store = openStore({ directory: await scratch() });
  const error = await failureOf(ensureWheels({ packages: [gone, pinOf(beta)], store, env: env(server) }));
  expect(error.code).toBe('store/wheels-missing');
  expect(error.problems).toEqual([
    `alpha 1.0: none of the 1 files at ${server.url} has sha256 ${gone.sha256}`,
    `beta-two 1.0: ${server.url} does not have it`,
  ]);
});

it('the error offline lists every wheel that is not in the store', async () => {
  const server = await serve({ files: three });
  const store = openStore({ directory: await scratch() });
  await ensureWheels({ packages: [pinOf(alpha)], store, env: env(server) });
  for (const how of [{ offline: true }, { env: { UV_OFFLINE: '1' } }]) {
    const error = await failureOf(ensureWheels({ packages: three.map(pinOf), store, ...how }));
    expect(error.code).toBe('store/wheels-missing');
    expect(error.problems.map((line) => line.split(':')[0])).toEqual(['beta-two 1.0', 'gamma 1.0']);
  }
  const full = ensureWheels({ packages: [pinOf(alpha)], store, offline: true });
  expect(await full).toMatchObject({ fetched: 0 });
});

it('the error without a network has a line for each wheel, and a dead host is tried only once', async () => {
  const server = await serve({ files: three });
  await server.close();
  const many = Array.from({ length: 40 }, (_, at) => pinOf(servedFile(`project-${at}`, 10 + at)));
  const store = openStore({ directory: await scratch() });
  const started = performance.now();
  const error = await failureOf(ensureWheels({ packages: many, store, env: env(server) }));
  expect(error.code).toBe('index/unreachable');
  expect(error.problems).toHaveLength(40);
  expect(error.problems[39]).toMatch(/^project-39 1\.0: .*can’t be reached: .*ECONNREFUSED/);
  expect(performance.now() - started).toBeLessThan(10_000);
}, 20_000);
