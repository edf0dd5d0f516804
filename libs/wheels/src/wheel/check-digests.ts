import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Sha256 } from '@layerkit/artifact';
import { endSha256, type InputFile, reopenInputFile } from '@layerkit/zip';
import type { Wheel } from './wheel.ts';

/** A wheel and its file as it was when it was listed. */
export interface ListedWheel {
  readonly wheel: Wheel;
  readonly file: InputFile;
}

/**
 * Holds each wheel's bytes against the digest it must have. Other work goes on meanwhile.
 * @param report takes the wheel's name and what is wrong.
 * @throws LayerkitError archive/invalid when a file is not the one that was listed.
 */
export const checkDigests = async (
  wheels: readonly ListedWheel[],
  report: (problem: string) => void,
): Promise<void> => {
  const buffer = Buffer.allocUnsafe(readBytes);
  for (const { wheel, file } of wheels) {
    const digest = await digestOf(file, buffer);
    if (digest !== wheel.sha256)
      report(`${wheel.fileName}: is not the file of the lock: sha256 ${digest} instead of ${wheel.sha256}`);
  }
};

/** Reads of 256 KB were measured to be as fast as any; after so many others have their turn. */
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
