import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { readFully } from './file-window.ts';
import type { PackedBytes } from './zip-entry.ts';

/**
 * The content of one small entry, unpacked in memory at once.
 * @returns undefined when the compressed bytes are damaged or do not unpack to the promised size.
 */
export const inflateEntry = (fd: number, entry: PackedBytes): Buffer | undefined => {
  const packed = Buffer.allocUnsafe(entry.compressedBytes);
  if (readFully(fd, packed, { offset: entry.dataOffset, length: packed.length }) !== packed.length)
    return undefined;
  if (entry.method === 0) return packed;
  try {
    const limit = entry.unpackedBytes + 1;
    const content = inflateRawSync(packed, { chunkSize: Math.max(limit, 64), maxOutputLength: limit });
    return content.length === entry.unpackedBytes ? content : undefined;
  } catch {
    return undefined;
  }
};

/** SHA-256 of an entry's unpacked content; memory does not grow with its size. Undefined when it is damaged. */
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
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
