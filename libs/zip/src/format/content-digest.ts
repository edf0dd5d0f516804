import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import type { PackedBytes } from './zip-entry.ts';

/**
 * Returns the SHA-256 of an entry’s unpacked content, or undefined if the entry is damaged. Memory use does not
 * grow with its size.
 */
export const contentDigest = async (path: string, entry: PackedBytes): Promise<string | undefined> => {
  const hash = createHash('sha256');
  if (entry.compressedBytes === 0) return entry.unpackedBytes === 0 ? hash.digest('hex') : undefined;
  const end = entry.dataOffset + entry.compressedBytes - 1;
  const packed = createReadStream(path, { start: entry.dataOffset, end });
  try {
    await (entry.method === 0 ? pipeline(packed, hash) : pipeline(packed, createInflateRaw(), hash));
    return hash.digest('hex');
  } catch (error) {
    if (isZlibError(error)) return undefined;
    throw error;
  }
};

const isZlibError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
