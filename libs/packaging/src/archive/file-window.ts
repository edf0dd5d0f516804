import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { Sha256 } from '@layerkit/artifact';
import { endSha256 } from './sha256.ts';

/** Positioned reads of an open file through one buffer. */
export interface FileWindow {
  readonly size: number;
  /**
   * The bytes at `offset`, or undefined where the file does not reach that far. They are valid until the next
   * call. Callers that ask in ascending order cost one system call for each filled buffer.
   */
  readonly bytes: (offset: number, length: number) => Buffer | undefined;
}

/** A window that reads the file from its beginning to its end, whatever is asked for, and hashes it on the way. */
export interface HashingWindow extends FileWindow {
  /** SHA-256 of the whole file, what is left of it included. */
  readonly digest: () => Sha256;
}

/** Reads what is asked for, and what follows it as far as the buffer reaches. */
export const openWindow = (fd: number, size: number, capacity = 1 << 16): FileWindow => {
  const buffer = Buffer.allocUnsafe(capacity);
  let start = 0;
  let end = 0;
  return {
    size,
    bytes: (offset, length) => {
      if (offset < 0 || offset + length > size) return undefined;
      if (length > capacity) return readOnce(fd, offset, length);
      if (offset < start || offset + length > end) {
        start = offset;
        end = offset + readFully(fd, buffer, { offset, length: Math.min(capacity, size - offset) });
      }
      return offset + length > end ? undefined : buffer.subarray(offset - start, offset - start + length);
    },
  };
};

/** Checking and hashing a file in one pass. The caller lends the buffer. */
export const openHashingWindow = (fd: number, size: number, buffer: Buffer): HashingWindow => {
  const hash = createHash('sha256');
  let start = 0;
  let end = 0;
  /** Moves on by one read and keeps what lies at or behind `from`. @returns false at the file's end. */
  const advance = (from: number): boolean => {
    const kept = buffer.copy(buffer, 0, Math.min(from, end) - start, end - start);
    const count = readSync(fd, buffer, kept, buffer.length - kept, end);
    hash.update(buffer.subarray(kept, kept + count));
    start = end - kept;
    end += count;
    return count > 0;
  };
  return {
    size,
    bytes: (offset, length) => {
      if (offset < 0 || offset + length > size) return undefined;
      // Only a damaged zip asks for what has gone by, or for more than the buffer holds.
      if (offset < start || length > buffer.length) return readOnce(fd, offset, length);
      while (offset + length > end) if (!advance(offset)) return undefined;
      return buffer.subarray(offset - start, offset - start + length);
    },
    digest: () => {
      while (advance(end));
      return endSha256(hash);
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
