import type { Server } from 'node:net';

/** Starts the server on a free port of the loopback interface and returns the port. */
export const listenOnLoopback = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the server has no port');
};
