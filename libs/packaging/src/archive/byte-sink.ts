import { createHash } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import { parseSha256, type Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';

/** A file being written from its beginning, hashed on the way, through one buffer that is used over and over. */
export interface ByteSink {
  /** Bytes taken so far. */
  readonly position: () => number;
  /** Makes room for `length` bytes, at most the buffer's capacity, and lets the caller write them in place. */
  readonly put: (length: number, write: (into: Buffer) => void) => void;
  /** Copies a range of another open file, which must hold it whole. */
  readonly copy: (from: number, offset: number, length: number) => void;
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
    put: (length, write) => {
      if (used + length > capacity) flush();
      write(buffer.subarray(used, used + length));
      used += length;
    },
    copy: (from, offset, length) => {
      for (let done = 0; done < length;) {
        if (used === capacity) flush();
        const count = readSync(from, buffer, used, Math.min(capacity - used, length - done), offset + done);
        if (count === 0) throw shortened();
        used += count;
        done += count;
      }
    },
    end: () => {
      flush();
      return { bytes: written, sha256: parseSha256(hash.digest('hex')) };
    },
  };
};

const shortened = (): LayerkitError =>
  new LayerkitError({
    code: 'archive/invalid',
    message: 'an input became shorter while it was copied',
    hint: 'Something else writes to the wheel store or to the build’s folder. Build again.',
  });
