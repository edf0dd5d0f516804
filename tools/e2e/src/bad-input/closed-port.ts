import { createServer } from 'node:http';
import { listenOnLoopback } from '@layerkit/testing-host';

/** Returns the origin of a port on this machine at which nothing listens: it was free a moment ago. */
export const closedOrigin = async (): Promise<string> => {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};
