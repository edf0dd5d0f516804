import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '@layerkit/testing-host';
import { createSubscriber } from './subscriber.ts';
import { telemetryEvent } from './telemetry-event.ts';

const limits = {
  schemaVersion: '2022-07-01',
  types: ['function'] as const,
  maxItems: 1000,
  maxBytes: 262_144,
};

/** Starts a listener that answers with these statuses, then with 200. It emits the records of each batch as `batch`. */
const startListener = async (...statuses: number[]) => {
  const server = createHttpServer((request, response) => {
    void text(request).then((body) => {
      const status = statuses.shift() ?? 200;
      response.writeHead(status).end();
      const records = (JSON.parse(body) as { record: unknown }[]).map(({ record }) => record);
      if (status === 200) server.emit('batch', records);
    });
  });
  const port = await listenOnLoopback(server);
  const destination = { protocol: 'HTTP', host: `sandbox.localdomain:${port}`, port, path: '/' } as const;
  return { server, subscription: { ...limits, destination } };
};

it('a failed delivery is repeated', async () => {
  const { server, subscription } = await startListener(500, 503);
  const subscriber = createSubscriber({ ...subscription, timeoutMs: 25 });
  subscriber.add(telemetryEvent('function', 'kept'));
  expect(await once(server, 'batch')).toEqual([['kept']]);
  subscriber.close();
  server.close();
});

it('nothing is delivered while the extension is frozen', async () => {
  const { server, subscription } = await startListener();
  const subscriber = createSubscriber({ ...subscription, timeoutMs: 30_000 });
  subscriber.hold();
  subscriber.add(telemetryEvent('function', 'first'));
  subscriber.flush();
  subscriber.add(telemetryEvent('function', 'second'));
  const delivered = once(server, 'batch');
  subscriber.release();
  expect(await delivered).toEqual([['first', 'second']]);
  subscriber.close();
  server.close();
});

it('over TCP, each event is a line', async () => {
  const server = createServer();
  const port = await listenOnLoopback(server);
  const connected = once(server, 'connection');
  const subscriber = createSubscriber({ ...limits, destination: { protocol: 'TCP', port }, timeoutMs: 25 });
  subscriber.add(telemetryEvent('function', 1));
  subscriber.add(telemetryEvent('function', 2));
  const [socket] = (await connected) as [import('node:net').Socket];
  const [data] = (await once(socket, 'data')) as [Buffer];
  expect(data.toString()).toMatch(/^\{.*"record":1\}\n\{.*"record":2\}\n$/);
  subscriber.close();
  socket.destroy();
  server.close();
});
