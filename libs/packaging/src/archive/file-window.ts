import { readSync } from 'node:fs';

/** Positioned reads of an open file. Memory stays at the window's capacity for all but larger single reads. */
export interface FileWindow {
  readonly size: number;
  /**
   * The bytes at `offset`, or undefined where the file does not reach that far.
   * They are valid until the next call.
   */
  bytes(offset: number, length: number): Buffer | undefined;
}

/** Reads ahead: callers that ask in ascending order cost one system call for each filled window. */
export const openWindow = (fd: number, size: number, capacity = 1 << 16): FileWindow => {
  const buffer = Buffer.allocUnsafe(capacity);
  let start = 0;
  let end = 0;
  const refill = (offset: number): void => {
    start = offset;
    end = offset + readFully(fd, buffer, { offset, length: Math.min(capacity, size - offset) });
  };
  return {
    size,
    bytes: (offset, length) => {
      if (offset < 0 || offset + length > size) return undefined;
      if (length > capacity) return readOnce(fd, offset, length);
      if (offset < start || offset + length > end) refill(offset);
      return offset + length > end ? undefined : buffer.subarray(offset - start, offset - start + length);
    },
  };
};

/** Fills the beginning of the buffer. @returns how many bytes came: fewer than asked for at the file's end. */
export const readFully = (
  fd: number,
  buffer: Buffer,
  { offset, length }: { readonly offset: number; readonly length: number },
): number => {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, buffer, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
};

const readOnce = (fd: number, offset: number, length: number): Buffer | undefined => {
  const buffer = Buffer.allocUnsafe(length);
  return readFully(fd, buffer, { offset, length }) === length ? buffer : undefined;
};
