import { once } from 'node:events';
import { createServer } from 'node:net';
import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

/** A server of the host’s; how often it was reached. */
const listening = async () => {
  let reached = 0;
  const server = createServer((socket) => {
    reached += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { port, reached: () => reached, close: () => server.close() };
};

test('an import reaches no server of the host’s, or it is said that it can', async () => {
  const server = await listening();
  const artifact = await layerOf({
    'calls_home.py': `import socket\nsocket.create_connection(("127.0.0.1", ${server.port}), 5).close()`,
  });
  const verification = await verifyLayer({ artifact });
  server.close();
  const { where } = checked(verification);
  const open = where.limitations.some((text) => text.includes('the network is not cut off'));
  expect(server.reached()).toBe(open ? 1 : 0);
  expect(errorsOf(verification)).toEqual({
    calls_home: open ? 'ok' : expect.stringMatching(/^ConnectionRefusedError: /),
  });
  expect(open).toBe(where.on === 'local' && where.isolation === 'relocated');
}, 60_000);

test('each interpreter has an empty home and an empty working folder, and can write nowhere else', async () => {
  const litters = [
    'import os',
    'assert os.listdir(".") == os.listdir(os.path.expanduser("~")) == []',
    'open("litter", "w").close()',
    'open(os.path.expanduser("~/litter"), "w").close()',
    'raise ValueError("tried again in an interpreter of its own")',
  ].join('\n');
  const artifact = await layerOf({
    'a_litters.py': litters,
    'b_writes.py': 'open(__file__, "a").close()',
    'c_writes.py': 'open("/usr/layerkit-was-here", "w").close()',
  });
  const verification = await verifyLayer({ artifact });
  const errors = errorsOf(verification);
  expect(errors['a_litters']).toBe('ValueError: tried again in an interpreter of its own');
  const { where } = checked(verification);
  if (where.on === 'local' && where.isolation === 'relocated') return;
  expect(errors['b_writes']).toMatch(/Read-only file system/);
  expect(errors['c_writes']).toMatch(/Read-only file system|Permission denied/);
}, 60_000);

test('all imports together have a time limit: what is not reached is not called imported', async () => {
  const sleepy = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.py`, 'import time\ntime.sleep(1)']);
  const artifact = await layerOf(Object.fromEntries(sleepy) as Record<string, string>);
  const verification = await verifyLayer({ artifact, seconds: 2 });
  expect(checked(verification).status).toBe('failed');
  const errors = errorsOf(verification);
  expect(errors).toMatchObject({ a: 'ok', f: 'not tried: the 2 seconds for the whole layer were over' });
}, 60_000);
