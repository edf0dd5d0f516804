import { readSync } from 'node:fs';

/**
 * Reads an open file at given positions. Small reads go through a buffer that reads ahead, so they are cheap in
 * ascending order.
 */
export interface FileWindow {
  readonly size: number;
  /** Returns the bytes at `offset`, valid until the next call, or undefined if the file ends before them. */
  readonly bytes: (offset: number, length: number) => Buffer | undefined;
  /** Fills `into` with the bytes at `offset`. Returns false if the file ends before them. */
  readonly copy: (into: Buffer, offset: number) => boolean;
}

/** The number of bytes that a window reads at once. */
export const windowBytes = 1 << 16;

/**
 * Opens a window on a file.
 * @param buffer may be shared by windows that are not used at the same time
 */
export const openWindow = (
  fd: number,
  size: number,
  buffer: Buffer = Buffer.allocUnsafe(windowBytes),
): FileWindow => {
  let start = 0;
  let end = 0;
  const bytes = (offset: number, length: number): Buffer | undefined => {
    if (offset < 0 || offset + length > size) return undefined;
    if (length > buffer.length) return readWhole(fd, Buffer.allocUnsafe(length), offset);
    if (offset < start || offset + length > end) {
      start = offset;
      end = offset + readUpTo(fd, buffer.subarray(0, size - offset), offset);
    }
    return offset + length > end ? undefined : buffer.subarray(offset - start, offset - start + length);
  };
  return {
    size,
    bytes,
    copy: (into, offset) => {
      // Reading ahead costs a copy, so large reads bypass the buffer.
      if (into.length > buffer.length / 2) return readWhole(fd, into, offset) !== undefined;
      const found = bytes(offset, into.length);
      found?.copy(into);
      return found !== undefined;
    },
  };
};

const readWhole = (fd: number, into: Buffer, offset: number): Buffer | undefined =>
  readUpTo(fd, into, offset) === into.length ? into : undefined;

/** Returns the number of bytes read, which is smaller than the buffer at the end of the file. */
const readUpTo = (fd: number, into: Buffer, offset: number): number => {
  for (let done = 0; ;) {
    const count = readSync(fd, into, done, into.length - done, offset + done);
    done += count;
    if (count === 0 || done === into.length) return done;
  }
};
