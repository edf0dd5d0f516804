import { createInflateRaw } from 'node:zlib';
import type { PackedBytes } from '@layerkit/zip';
import type { FileWindow } from '@layerkit/zip/files';

/**
 * An entry’s content in pieces. `next` returns undefined at the end. If the entry is damaged, the end comes
 * before its full size.
 */
export interface UnpackedChunks {
  readonly next: () => Promise<Buffer | undefined>;
  readonly close: () => void;
}

/** Unpacks an entry from its start, on zlib’s threads, at most one piece ahead. */
export const unpackedChunks = (open: () => FileWindow, packed: PackedBytes): UnpackedChunks =>
  packed.method === 0 ? storedChunks(open, packed) : inflatedChunks(open, packed);

/**
 * Pieces are large because each one costs a thread switch. Measurements showed that larger ones take more
 * memory and no less time.
 */
const chunkBytes = 1 << 17;
const inputBytes = 1 << 16;

/**
 * Buffers that are reused: one per file would keep hundreds of them until the next garbage collection. A stream
 * that is closed early may still read from its buffer, but its output is not used.
 */
const freeInputs: Buffer[] = [];
const mostFreeInputs = 8;

const storedChunks = (open: () => FileWindow, packed: PackedBytes): UnpackedChunks => {
  let done = 0;
  const next = (): Buffer | undefined => {
    const chunk = Buffer.allocUnsafeSlow(Math.min(chunkBytes, packed.compressedBytes - done));
    if (chunk.length === 0 || !open().copy(chunk, packed.dataOffset + done)) return undefined;
    done += chunk.length;
    return chunk;
  };
  return { next: () => Promise.resolve(next()), close: () => undefined };
};

const inflatedChunks = (open: () => FileWindow, packed: PackedBytes): UnpackedChunks => {
  const inflate = createInflateRaw({
    chunkSize: Math.max(64, Math.min(chunkBytes, packed.unpackedBytes + 1)),
  });
  const input = freeInputs.pop() ?? Buffer.allocUnsafeSlow(inputBytes);
  let done = 0;
  let closed = false;
  const feed = (): void => {
    // The last write also calls back after the zip is closed.
    if (inflate.destroyed) return;
    const piece = input.subarray(0, packed.compressedBytes - done);
    if (piece.length === 0 || !open().copy(piece, packed.dataOffset + done)) return void inflate.end();
    done += piece.length;
    // Called when the piece is consumed, or with the error that `next` also receives.
    inflate.write(piece, (error) => {
      if (error === null || error === undefined) feed();
    });
  };
  // `next` receives the error; this handler covers the time when nothing is reading.
  inflate.on('error', () => undefined);
  feed();
  const chunks = inflate[Symbol.asyncIterator]();
  return {
    next: async () => {
      try {
        const result: IteratorResult<unknown> = await chunks.next();
        return Buffer.isBuffer(result.value) ? result.value : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => {
      if (!closed && freeInputs.length < mostFreeInputs) freeInputs.push(input);
      closed = true;
      inflate.destroy();
    },
  };
};
