import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../refusal/refusal.ts';

/**
 * Reads the body of a request. A body that is too long is read to its end and discarded: a client whose
 * connection is closed while it sends would not see the answer.
 * @param limit the largest accepted size, in bytes
 * @throws the given refusal if the body is longer
 */
export const readBody = async (
  request: IncomingMessage,
  limit: number,
  tooLarge: () => Refusal,
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > limit) throw tooLarge();
  return Buffer.concat(chunks, length);
};
