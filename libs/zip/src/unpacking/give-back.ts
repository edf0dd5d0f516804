import { MessageChannel } from 'node:worker_threads';

/**
 * Gives a buffer's memory back at once; no view of it can be used any more. The collector counts such memory late:
 * tens of megabytes pile up. What is handed to a closed port is gone.
 */
export const giveBack = ({ buffer }: Buffer): void => {
  if (!(buffer instanceof ArrayBuffer)) return;
  // A small buffer lies in memory that Node shares among many: no port takes it, and since Node 21 that is an error.
  if (buffer.byteLength <= Buffer.poolSize) return;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(undefined, [buffer]);
  port1.close();
};
