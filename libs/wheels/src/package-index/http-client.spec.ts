import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, servedFile, startProxyServer } from '@layerkit/testing-packages';
import { openHttpClient, type HttpClient } from './http-client.ts';

const serve = indexServers();
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const client = async (env: NodeJS.ProcessEnv): Promise<HttpClient> => {
  const opened = await openHttpClient(env);
  open.unshift(opened);
  return opened;
};

it('requests use the proxy and its credentials from the environment, except for hosts in NO_PROXY', async () => {
  const index = await serve({ files: [servedFile('alpha', 10)] });
  const { passed: tunnels, url: proxy, close } = await startProxyServer();
  open.push({ close });
  const url = new URL('alpha/', index.url);
  const HTTP_PROXY = `http://me:secret@${proxy.host}`;

  const proxied = await client({ HTTP_PROXY });
  expect((await proxied.get(url, {}, 'page')).status).toBe(200);
  await proxied.close();
  expect(tunnels).toEqual([{ to: url.host, authorization: `Basic ${btoa('me:secret')}` }]);

  const direct = await client({ HTTP_PROXY, NO_PROXY: '127.0.0.1' });
  expect((await direct.get(url, {}, 'page')).status).toBe(200);
  expect(tunnels).toHaveLength(1);
});

it('a refused request is not repeated, a request to a busy server is, and the last answer is the result', async () => {
  const index = await serve({
    files: [],
    interfere: (path) => (path.includes('busy') ? 503 : 403),
  });
  const http = await client({});
  expect((await http.get(new URL('refused/', index.url), {}, 'page')).status).toBe(403);
  expect(index.requests).toEqual(['/simple/refused/']);
  expect((await http.get(new URL('busy/', index.url), {}, 'page')).status).toBe(503);
  expect(index.requests.length).toBeGreaterThan(3);
}, 20_000);

it('an invalid proxy URL is refused, with its credentials hidden', async () => {
  const error = await failureOf(openHttpClient({ HTTPS_PROXY: 'http://me:secret@proxy:port' }));
  expect(error.code).toBe('index/unreachable');
  expect(error.message).not.toContain('secret');
});
