import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import type { FileWindow } from './file-window.ts';
import { endSha256 } from './sha256.ts';

/** Writes a file from its start through one reused buffer, and hashes it on the way. */
export interface ByteSink {
  /** The number of bytes taken so far. */
  readonly position: () => number;
  /** The buffer that callers write to, at the offset that `reserve` returns. */
  readonly buffer: Buffer;
  /** Reserves `length` bytes, at most the capacity of the buffer. The caller writes them before the next call. */
  readonly reserve: (length: number) => number;
  /** Copies a range of another open file, which must contain the whole range. */
  readonly copy: (from: FileWindow, offset: number, length: number) => void;
  /** Copies any number of bytes. */
  readonly write: (bytes: Uint8Array) => void;
  /** Writes the rest of the buffer. No call may follow. */
  readonly end: () => { readonly bytes: number; readonly sha256: Sha256 };
}

/** One megabyte. Measurements showed no gain from larger buffers. It must hold a header with the longest name. */
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
    message: 'an input file became shorter while it was copied',
    hint: 'Build again, and make sure that no other program writes to the wheel store or the build folder.',
  });
