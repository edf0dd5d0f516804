import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseSha256, sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';

export interface InsertRequest {
  readonly path: string;
  /** On the same file system as `path`. */
  readonly temporary: string;
  readonly sha256: Sha256;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Writes bytes to disk while hashing them, and gives the file its final name only if it is complete, flushed and has
 * the expected digest. Any number of processes may insert the same file at once.
 * @returns the digest of the bytes. If it is not `sha256`, `path` stays untouched.
 */
export const insertFile = async ({ path, temporary, sha256, bytes }: InsertRequest): Promise<Sha256> => {
  try {
    const found = await writeHashed(temporary, bytes);
    if (found === sha256) await moveInto(path, temporary, sha256);
    return found;
  } finally {
    await rm(temporary, { force: true });
  }
};

const writeHashed = async (path: string, bytes: AsyncIterable<Uint8Array>): Promise<Sha256> => {
  const hash = createHash('sha256');
  const hashing = async function* () {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(hashing, createWriteStream(path, { flags: 'wx', flush: true }));
  return parseSha256(hash.digest('hex'));
};

/** Windows can’t replace a file that another process has open. In that case the file is already complete. */
const moveInto = async (path: string, temporary: string, sha256: Sha256): Promise<void> => {
  try {
    await rename(temporary, path);
  } catch (error) {
    const there = await sha256OfFile(path).catch(() => undefined);
    if (there !== sha256) throw error;
  }
};
