import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Sha256 } from '@layerkit/artifact/digest';
import type { ZipEntry } from '@layerkit/zip';
import { endSha256, type InputFile, reopenInputFile } from '@layerkit/zip/files';
import type { Wheel } from './wheel.ts';

/** A wheel, its entries, and the state of its file when it was listed. */
export interface ListedWheel {
  readonly wheel: Wheel;
  readonly file: InputFile;
  readonly entries: readonly ZipEntry[];
  /** The name of its `.dist-info`; undefined if it has no valid one. */
  readonly distInfo: string | undefined;
}

/**
 * Checks the digest of each wheel. Other work can continue in the meantime.
 * @param report is called with the wheel's name and the problem
 * @throws LayerkitError archive/invalid if a file changed after it was listed
 */
export const checkDigests = async (
  wheels: readonly ListedWheel[],
  report: (problem: string) => void,
): Promise<void> => {
  const buffer = Buffer.allocUnsafe(readBytes);
  for (const { wheel, file } of wheels) {
    const digest = await digestOf(file, buffer);
    if (digest !== wheel.sha256)
      report(`${wheel.fileName}: does not match the lock: its sha256 is ${digest}, not ${wheel.sha256}`);
  }
};

/** By measurement, 256 KB is as fast as any larger size. After some reads in a row, other work gets its turn. */
const readBytes = 1 << 18;
const readsInARow = 8;

const digestOf = async (file: InputFile, buffer: Buffer): Promise<Sha256> => {
  const fd = reopenInputFile(file);
  try {
    const hash = createHash('sha256');
    let count = -1;
    for (let reads = 1; count !== 0; reads += 1) {
      count = readSync(fd, buffer, 0, buffer.length, null);
      hash.update(buffer.subarray(0, count));
      if (reads % readsInARow === 0) await setImmediate();
    }
    return endSha256(hash);
  } finally {
    closeSync(fd);
  }
};
