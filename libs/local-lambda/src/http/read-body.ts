import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../refusal/refusal.ts';

/**
 * The whole body of a request. One that is too long is read to its end, since a client that is cut off while
 * it sends sees a broken connection and not the answer, but it is not kept.
 * @param limit the number of bytes that is still accepted
 * @throws the refusal given, when the body is longer
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
