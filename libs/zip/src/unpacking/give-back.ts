import { MessageChannel } from 'node:worker_threads';

/**
 * Frees a buffer’s memory at once and invalidates all its views. The garbage collector frees such memory late,
 * so tens of megabytes would pile up. Transferring it to a closed port frees it.
 */
export const giveBack = ({ buffer }: Buffer): void => {
  if (!(buffer instanceof ArrayBuffer)) return;
  // A small buffer is in memory that Node shares among many. It can’t be transferred, and since Node 21 trying
  // is an error.
  if (buffer.byteLength <= Buffer.poolSize) return;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(undefined, [buffer]);
  port1.close();
};
