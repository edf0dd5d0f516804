import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Destination } from './subscription.ts';

/** Sends batches of events to an extension’s listener, which is always on loopback. */
export interface Delivery {
  /** @throws Error if there is no listener or it answers with an error */
  send(batch: readonly string[]): Promise<void>;
  close(): void;
}

export const createDelivery = (destination: Destination): Delivery =>
  destination.protocol === 'HTTP' ? overHttp(destination) : overTcp(destination.port);

const loopback = '127.0.0.1';

const overHttp = ({ host, port, path }: Destination & { readonly protocol: 'HTTP' }): Delivery => {
  const closing = new AbortController();
  const send = (batch: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(`[${batch.join(',')}]`);
      const headers = { Host: host, 'Content-Type': 'application/json', 'Content-Length': body.length };
      const { signal } = closing;
      const sent = request({ host: loopback, port, path, method: 'POST', headers, agent: false, signal });
      sent.once('error', reject);
      sent.once('response', (response) => {
        const { statusCode = 500 } = response;
        response.once('error', reject).resume();
        if (statusCode < 400) resolve();
        else reject(new Error(`the listener answers with status ${statusCode}`));
      });
      sent.end(body);
    });
  return { send, close: () => closing.abort() };
};

/** Sends one line of JSON for each event. */
const overTcp = (port: number): Delivery => {
  let socket: Socket | undefined;
  const opened = (): Socket => {
    if (socket?.writable === true) return socket;
    const made = connect(port, loopback);
    // A lost connection is an error of the next write.
    made.on('error', () => made.destroy()).resume();
    socket = made;
    return made;
  };
  const send = (batch: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const lines = batch.map((event) => `${event}\n`).join('');
      opened().write(lines, (error) => (error ? reject(error) : resolve()));
    });
  return { send, close: () => socket?.destroy() };
};
