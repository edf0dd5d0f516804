import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { FileWindow } from './file-window.ts';
import { endSha256 } from './sha256.ts';

/** A file being written from its beginning, hashed on the way, through one buffer that is used over and over. */
export interface ByteSink {
  /** Bytes taken so far. */
  readonly position: () => number;
  /** Bytes are written in place here, at the offset that `reserve` gives. */
  readonly buffer: Buffer;
  /** Makes room for `length` bytes, at most the buffer's capacity; the caller writes them before it goes on. */
  readonly reserve: (length: number) => number;
  /** Copies a range of another open file, which must hold it whole. */
  readonly copy: (from: FileWindow, offset: number, length: number) => void;
  /** Copies bytes, however many. */
  readonly write: (bytes: Uint8Array) => void;
  /** Writes what is left. Nothing may follow. */
  readonly end: () => { readonly bytes: number; readonly sha256: Sha256 };
}

/** One megabyte: larger buffers were measured to gain nothing. It must hold a header with the longest name. */
const capacity = 1 << 20;

export const openSink = (fd: number): ByteSink => {
  const buffer = Buffer.allocUnsafe(capacity);
  const hash = createHash('sha256');
  let used = 0;
  let written = 0;
  const flush = (): void => {
    const filled = buffer.subarray(0, used);
    hash.update(filled);
    for (let done = 0; done < used;) done += writeSync(fd, filled, done, used - done);
    written += used;
    used = 0;
  };
  return {
    position: () => written + used,
    buffer,
    reserve: (length) => {
      if (used + length > capacity) flush();
      used += length;
      return used - length;
    },
    copy: (from, offset, length) => {
      for (let done = 0; done < length;) {
        if (used === capacity) flush();
        const count = Math.min(capacity - used, length - done);
        if (!from.copy(buffer.subarray(used, used + count), offset + done)) throw shortened();
        used += count;
        done += count;
      }
    },
    write: (bytes) => {
      for (let done = 0; done < bytes.length;) {
        if (used === capacity) flush();
        const count = Math.min(capacity - used, bytes.length - done);
        buffer.set(bytes.subarray(done, done + count), used);
        used += count;
        done += count;
      }
    },
    end: () => {
      flush();
      return { bytes: written, sha256: endSha256(hash) };
    },
  };
};

const shortened = (): LayerkitError =>
  new LayerkitError({
    code: 'archive/invalid',
    message: 'an input became shorter while it was copied',
    hint: 'Something else writes to the wheel store or to the build’s folder. Build again.',
  });
