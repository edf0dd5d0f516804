import { once } from 'node:events';
import { createServer } from 'node:net';
import { findInterpreter, openEnvironment } from '@layerkit/execution-environment';
import { parseTarget } from '@layerkit/platform-resolution';
import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

/** Starts a server on the host and counts its connections. */
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

it('an import cannot reach a server on the host, or the result reports the limitation', async () => {
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

it('each interpreter has an empty home and an empty working folder', async () => {
  const litters = [
    'import os',
    'assert os.listdir(".") == os.listdir(os.path.expanduser("~")) == []',
    'open("litter", "w").close()',
    'open(os.path.expanduser("~/litter"), "w").close()',
    'raise ValueError("tried again in a separate interpreter")',
  ].join('\n');
  const artifact = await layerOf({ 'a_litters.py': litters });
  const errors = errorsOf(await verifyLayer({ artifact }));
  expect(errors['a_litters']).toBe('ValueError: tried again in a separate interpreter');
}, 60_000);

/** Returns the isolation that verify uses on this host. */
const isolationHere = async (): Promise<string> => {
  const target = parseTarget('python3.12/x86_64');
  const interpreter = await findInterpreter(target.runtime);
  const environment = await openEnvironment({ target, interpreter, layers: [], network: false });
  await environment.close();
  return environment.isolation;
};

// relocated paths share the host’s file system
const whereApart = (await isolationHere()) === 'relocated' ? it.skip : it;

whereApart(
  'an interpreter can write only to its home and its working folder',
  async () => {
    const artifact = await layerOf({
      'b_writes.py': 'open(__file__, "a").close()',
      'c_writes.py': 'open("/usr/layerkit-was-here", "w").close()',
    });
    const errors = errorsOf(await verifyLayer({ artifact }));
    expect(errors['b_writes']).toMatch(/Read-only file system/);
    expect(errors['c_writes']).toMatch(/Read-only file system|Permission denied/);
  },
  60_000,
);

it('the imports have a total time limit, and modules beyond it do not count as imported', async () => {
  const sleepy = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.py`, 'import time\ntime.sleep(1)']);
  const artifact = await layerOf(Object.fromEntries(sleepy) as Record<string, string>);
  const verification = await verifyLayer({ artifact, seconds: 2 });
  expect(checked(verification).status).toBe('failed');
  const errors = errorsOf(verification);
  expect(errors).toMatchObject({
    a: 'ok',
    f: 'not tried: the time limit of 2 seconds for the whole layer was reached',
  });
}, 60_000);
