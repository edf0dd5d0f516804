import type { PackedBytes } from '@layerkit/zip';
import type { FileWindow } from '@layerkit/zip/files';
import { giveBack } from '@layerkit/zip/unpacking';
import { type ByteSource, isWithin } from '@layerkit/binary-formats';
import { unpackedChunks, type UnpackedChunks } from './unpacked-chunks.ts';

export interface PackedSource extends ByteSource {
  readonly close: () => void;
}

/**
 * Gives random access to an entry of a zip, although an entry can only be unpacked from its start. It keeps the
 * first bytes of the entry and the last ones it unpacked; reading anything in between unpacks the entry again.
 * A binary’s dynamic section is late in the file and points to tables that are early: those are among the first
 * bytes, or are soon reached again.
 * @param open returns the window on the zip. Nothing else may read through it at the same time.
 */
export const packedSource = (open: () => FileWindow, packed: PackedBytes): PackedSource => {
  const size = packed.unpackedBytes;
  const head = Buffer.allocUnsafeSlow(Math.min(headBytes, size));
  let headFilled = 0;
  let starts = 0;
  let stream: Stream | undefined;
  const begin = (): Stream => {
    end(stream);
    starts += 1;
    stream = { chunks: unpackedChunks(open, packed), kept: [], position: 0, ended: false };
    return stream;
  };
  const advance = async (from: Stream, wanted: number): Promise<void> => {
    const chunk = await from.chunks.next();
    if (chunk === undefined) {
      from.ended = true;
      return;
    }
    if (from.position === headFilled && headFilled < head.length) headFilled += chunk.copy(head, headFilled);
    from.kept.push({ start: from.position, chunk });
    from.position += chunk.length;
    forget(from, wanted);
  };
  return {
    size,
    read: async (offset, length) => {
      if (!isWithin(size, offset, length)) return undefined;
      if (offset + length <= headFilled) return head.subarray(offset, offset + length);
      let from = stream ?? begin();
      if (offset < (from.kept[0]?.start ?? 0)) {
        if (starts === mostStarts) return undefined;
        from = begin();
      }
      while (from.position < offset + length && !from.ended) await advance(from, offset);
      return from.position < offset + length ? undefined : cut(from.kept, offset, length);
    },
    close: () => {
      end(stream);
      giveBack(head);
    },
  };
};

const headBytes = 1 << 17;
const tailBytes = 1 << 16;
/** Real files need three. Damaged ones could ask for any number. */
const mostStarts = 12;

interface Piece {
  readonly start: number;
  readonly chunk: Buffer;
}

interface Stream {
  readonly chunks: UnpackedChunks;
  readonly kept: Piece[];
  position: number;
  ended: boolean;
}

/**
 * Drops pieces that precede both the wanted offset and the last `tailBytes`, and frees a buffer with its last
 * piece.
 */
const forget = (stream: Stream, wanted: number): void => {
  for (;;) {
    const [first, second] = stream.kept;
    if (first === undefined || second === undefined) return;
    if (second.start > wanted || stream.position - second.start < tailBytes) return;
    stream.kept.shift();
    giveBackFull(first.chunk);
  }
};

/** Closes a stream and frees its pieces, which become invalid. */
const end = (stream: Stream | undefined): void => {
  stream?.chunks.close();
  for (const { chunk } of stream?.kept.splice(0) ?? []) giveBackFull(chunk);
};

/** Frees the buffer of a chunk that ends it. A buffer with space left may still be written to. */
const giveBackFull = (chunk: Buffer): void => {
  const { byteOffset, length, buffer } = chunk;
  if (byteOffset + length === buffer.byteLength) giveBack(chunk);
};

const cut = (pieces: readonly Piece[], offset: number, length: number): Buffer | undefined => {
  const end = offset + length;
  const parts = pieces
    .filter(({ start, chunk }) => start < end && start + chunk.length > offset)
    .map(({ start, chunk }) => chunk.subarray(Math.max(0, offset - start), end - start));
  if (parts.length < 2) return parts[0] ?? Buffer.alloc(0);
  return Buffer.concat(parts);
};
