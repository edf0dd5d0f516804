import { closeSync, createReadStream, fstatSync, openSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, crc32 } from 'node:zlib';
import { openWindow } from '../files/file-window.ts';
import type { PackedBytes } from '../format/zip-entry.ts';
import { cutIntoBatches } from './cut-into-batches.ts';
import { inflateBatch } from './inflate-batch.ts';

/**
 * Unpacks entries of a zip on other threads, and returns those whose content can’t be unpacked or does not have
 * the size and the CRC-32 that the zip says. Memory use does not grow with the size of the entries.
 */
export const findDamaged = async <Entry extends { readonly packed: PackedBytes }>(
  path: string,
  entries: readonly Entry[],
): Promise<readonly Entry[]> => {
  const inOrder = [...entries].sort((a, b) => a.packed.dataOffset - b.packed.dataOffset);
  const isSmall = ({ packed }: Entry): boolean => packed.unpackedBytes <= batchBytes;
  const batches = cutIntoBatches(inOrder.filter(isSmall), ({ packed }) => packed.unpackedBytes, batchBytes);
  const damaged = new Set<Entry>();
  const fd = openSync(path, 'r');
  try {
    const file = openWindow(fd, fstatSync(fd).size);
    await inParallel(batches, async (batch) => {
      const { contents, release } = await inflateBatch(
        batch.map(({ packed }) => ({ packed, open: () => file })),
      );
      for (const [at, entry] of batch.entries()) if (contents[at] === undefined) damaged.add(entry);
      release();
    });
  } finally {
    closeSync(fd);
  }
  await inParallel(
    inOrder.filter((entry) => !isSmall(entry)),
    async (entry) => {
      if (!(await isIntact(path, entry.packed))) damaged.add(entry);
    },
  );
  return entries.filter((entry) => damaged.has(entry));
};

const batchBytes = 1 << 20;
/** zlib’s number of threads. */
const threads = 4;

const inParallel = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: threads }, worker));
};

/** Unpacks a large entry as a stream, no further than its size. */
const isIntact = async (path: string, entry: PackedBytes): Promise<boolean> => {
  if (entry.compressedBytes === 0) return false;
  let crc = 0;
  let bytes = 0;
  const count = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      if (bytes > entry.unpackedBytes) return;
    }
  };
  const end = entry.dataOffset + entry.compressedBytes - 1;
  const packed = createReadStream(path, { start: entry.dataOffset, end });
  try {
    if (entry.method === 0) await pipeline(packed, count);
    else await pipeline(packed, createInflateRaw({ chunkSize: 1 << 17 }), count);
  } catch (error) {
    if (isSystemError(error)) throw error;
    return false;
  }
  return bytes === entry.unpackedBytes && crc === entry.crc32;
};

const isSystemError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error;
