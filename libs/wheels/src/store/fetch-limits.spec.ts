import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { temporaryFolders } from '@layerkit/testing-files';
import { listenOnLoopback } from '@layerkit/testing-host';
import { failureOf } from '@layerkit/testing-matchers';
import { alpha, indexServers, pinOf } from '@layerkit/testing-packages';
import { ensureWheels } from '../../test/ensure-wheels.ts';
import { openStore } from './wheel-store.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${await listenOnLoopback(server)}/simple/`;
};

const fetchAlpha = async (env: NodeJS.ProcessEnv) =>
  ensureWheels({ packages: [pinOf(alpha)], store: openStore({ directory: await scratch() }), env });

const json = { 'content-type': 'application/vnd.pypi.simple.v1+json' };
const chunk = Buffer.alloc(1 << 16, ' ');

/** Sends chunks as long as the client takes them, and counts the bytes. */
const endless = (sent: { bytes: number }): RequestListener => {
  return (_, response) => {
    response.writeHead(200, json);
    const send = (): void => {
      while (!response.destroyed && response.write(chunk)) sent.bytes += chunk.length;
    };
    response.on('drain', send);
    send();
  };
};

it('a page without an end is given up at the limit, and the error names the variable', async () => {
  const sent = { bytes: 0 };
  const url = await listen(endless(sent));
  const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: url, LAYERKIT_MAX_PAGE_BYTES: '1000000' }));
  expect(error.code).toBe('index/refused');
  expect(error.problems).toEqual([`alpha 1.0: ${url}alpha/ has more than 1000000 bytes`]);
  expect(error.hint).toContain('LAYERKIT_MAX_PAGE_BYTES');
  expect(sent.bytes).toBeLessThan(20_000_000);
});

it('the limit of a page counts decompressed bytes', async () => {
  const page = gzipSync(Buffer.alloc(50_000_000, ' '));
  const url = await listen((_, response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(page);
  });
  const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: url, LAYERKIT_MAX_PAGE_BYTES: '1000000' }));
  expect(page.length).toBeLessThan(100_000);
  expect(error.problems).toEqual([`alpha 1.0: ${url}alpha/ has more than 1000000 bytes`]);
});

it('a page that arrives byte by byte is given up after the time limit', async () => {
  const url = await listen((_, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(timer));
  });
  const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: url, LAYERKIT_MAX_PAGE_SECONDS: '1' }));
  expect(error.code).toBe('index/unreachable');
  expect(error.problems).toEqual([`alpha 1.0: ${url}alpha/ takes longer than 1 seconds`]);
  expect(error.hint).toContain('LAYERKIT_MAX_PAGE_SECONDS');
}, 20_000);

it.each([
  ['stalls', () => undefined],
  ['breaks off', (response: { destroy: () => unknown }) => response.destroy()],
])(
  'the error of a page that %s says so, not what the HTTP client can do',
  async (_, then) => {
    const url = await listen((_request, response) => {
      response.writeHead(200, json);
      response.write('{"files":', () => then(response));
    });
    const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: url, UV_HTTP_TIMEOUT: '1' }));
    expect(error.code).toBe('index/unreachable');
    expect(error.problems[0]).toMatch(/it stopped sending before the end/);
    expect(error.problems[0]).not.toContain('range header');
  },
  30_000,
);

it('a busy index has a hint about waiting, not about credentials', async () => {
  const server = await serve({ files: [], interfere: () => 503 });
  const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: server.url }));
  expect(error.code).toBe('index/refused');
  expect(error.problems[0]).toContain('answered 503');
  expect(error.hint).toMatch(/Try again later/);
  expect(error.hint).not.toMatch(/credentials/);
}, 30_000);

/** Serves alpha’s file, with a size on its page if one is given. */
const listenWithSize = (size?: number): Promise<string> =>
  listen((request, response) => {
    const { sha256 } = pinOf(alpha);
    const file = { filename: alpha.fileName, url: `/files/${alpha.fileName}`, hashes: { sha256 }, size };
    if (request.url?.startsWith('/simple/') === true)
      response.writeHead(200, json).end(JSON.stringify({ files: [file] }));
    else response.writeHead(200).end(alpha.bytes);
  });

it('a file with more bytes than its index states is not stored', async () => {
  const error = await failureOf(fetchAlpha({ UV_DEFAULT_INDEX: await listenWithSize(10) }));
  expect(error.code).toBe('store/download-failed');
  expect(error.problems[0]).toContain('more than the 10 bytes that its index states');
});

it('a file of unknown size with more bytes than the limit is not stored', async () => {
  const env = { UV_DEFAULT_INDEX: await listenWithSize(), LAYERKIT_MAX_FILE_BYTES: '10' };
  const error = await failureOf(fetchAlpha(env));
  expect(error.code).toBe('index/refused');
  expect(error.problems[0]).toContain('has more than 10 bytes');
});

it.each(['0', '-1', 'ten', '1e9', '9999999999999'])('the limit “%s” is refused', async (text) => {
  const error = await failureOf(
    fetchAlpha({ UV_DEFAULT_INDEX: 'http://127.0.0.1:1/', LAYERKIT_MAX_PAGE_BYTES: text }),
  );
  expect(error.code).toBe('command/misused');
  expect(error.message).toContain('LAYERKIT_MAX_PAGE_BYTES');
});
