import { readToken, startRemoteCache, writeToken, type RemoteCache } from './start-remote-cache.ts';

// Requirements of Nx’s OpenAPI description that no run of Nx tests by itself

let cache: RemoteCache;

beforeEach(async () => {
  cache = await startRemoteCache();
});
afterEach(() => cache.stop());

const ask = async (method: string, token: string | undefined, body?: string) => {
  const url = cache.env(writeToken)['NX_SELF_HOSTED_REMOTE_CACHE_SERVER'] ?? '';
  const response = await fetch(`${url}/v1/cache/1234`, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, text: await response.text() };
};

it('the remote cache never replaces an entry', async () => {
  expect(await ask('GET', readToken)).toMatchObject({ status: 404 });
  expect(await ask('PUT', writeToken, 'first')).toMatchObject({ status: 200 });
  expect(await ask('PUT', writeToken, 'second')).toMatchObject({ status: 409 });
  expect(await ask('GET', readToken)).toEqual({ status: 200, text: 'first' });
});

it.each([
  [undefined, 401, 401],
  ['nobody', 401, 401],
  [readToken, 404, 403],
])('the remote cache checks who may read and write: %s', async (token, get, put) => {
  expect(await ask('GET', token)).toMatchObject({ status: get });
  expect(await ask('PUT', token, 'x')).toMatchObject({ status: put });
  expect(cache.entries.size).toBe(0);
});
