import { readSync } from 'node:fs';

/** Positioned reads of an open file, small ones through a buffer that reads ahead: cheap in ascending order. */
export interface FileWindow {
  readonly size: number;
  /** The bytes at `offset`, valid until the next call; undefined where the file does not reach that far. */
  readonly bytes: (offset: number, length: number) => Buffer | undefined;
  /** Fills `into` with the bytes at `offset`. @returns false where the file does not reach that far. */
  readonly copy: (into: Buffer, offset: number) => boolean;
}

/** As much as a window reads at once. */
export const windowBytes = 1 << 16;

/** @param buffer may be shared by windows that are not used at the same time. */
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
      // Reading ahead costs a copy: what fills a good part of the buffer goes without it.
      if (into.length > buffer.length / 2) return readWhole(fd, into, offset) !== undefined;
      const found = bytes(offset, into.length);
      found?.copy(into);
      return found !== undefined;
    },
  };
};

const readWhole = (fd: number, into: Buffer, offset: number): Buffer | undefined =>
  readUpTo(fd, into, offset) === into.length ? into : undefined;

/** @returns how many bytes came: fewer than fit at the file's end. */
const readUpTo = (fd: number, into: Buffer, offset: number): number => {
  for (let done = 0; ;) {
    const count = readSync(fd, into, done, into.length - done, offset + done);
    done += count;
    if (count === 0 || done === into.length) return done;
  }
};
