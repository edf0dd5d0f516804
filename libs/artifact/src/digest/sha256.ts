import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** The schema of a SHA-256: 64 lowercase hexadecimal digits. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected 64 lowercase hexadecimal digits')
  .brand<'Sha256'>();

export type Sha256 = z.infer<typeof sha256Schema>;

/** @throws ZodError if the text is not a SHA-256 in hexadecimal */
export const parseSha256 = (hex: string): Sha256 => sha256Schema.parse(hex);

export const sha256Of = (bytes: string | Uint8Array): Sha256 =>
  parseSha256(createHash('sha256').update(bytes).digest('hex'));

/** Returns the SHA-256 of a file. It streams the file, so memory does not grow with its size. */
export const sha256OfFile = async (path: string): Promise<Sha256> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return parseSha256(hash.digest('hex'));
};

/** Returns a digest in the form of Lambda’s CodeSha256. */
export const sha256ToBase64 = (digest: Sha256): string => Buffer.from(digest, 'hex').toString('base64');

export const sha256FromBase64 = (text: string): Sha256 =>
  parseSha256(Buffer.from(text, 'base64').toString('hex'));
