import type { Response } from 'undici';

export interface BodyLimit {
  readonly bytes: number;
  /** Returns the error to throw for a body with more bytes. */
  readonly exceeded: () => Error;
}

/** Yields the bytes of a body, decompressed, as they arrive. Throws before it yields more than the limit. */
export const readBody = async function* (
  { body }: Pick<Response, 'body'>,
  { bytes, exceeded }: BodyLimit,
): AsyncGenerator<Uint8Array> {
  let came = 0;
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = body ?? [];
  for await (const chunk of chunks) {
    came += chunk.length;
    if (came > bytes) throw exceeded();
    yield chunk;
  }
};

/** Returns a body as text. Throws if it has more bytes than the limit. */
export const readText = async (response: Pick<Response, 'body'>, limit: BodyLimit): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBody(response, limit)) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
};
