import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request; undefined if it is too long. Such a body is read to its end and discarded: a client
 * whose connection is closed while it sends would not see the answer.
 * @param limit the largest accepted size, in bytes
 */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > limit ? undefined : Buffer.concat(chunks, length);
};
