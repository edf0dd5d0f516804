import { MessageChannel } from 'node:worker_threads';

/**
 * Gives a buffer's memory back at once; no view of it can be used any more. The collector counts such memory late:
 * tens of megabytes pile up. What is handed to a closed port is gone.
 */
export const giveBack = ({ buffer }: Buffer): void => {
  if (!(buffer instanceof ArrayBuffer)) return;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(undefined, [buffer]);
  port1.close();
};
