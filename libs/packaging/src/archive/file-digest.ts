import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parseSha256, type Sha256 } from '@layerkit/artifact';

/** SHA-256 of an open file from its beginning, through a buffer of the caller’s. */
export const digestOfOpenFile = (fd: number, buffer: Buffer): Sha256 => {
  const hash = createHash('sha256');
  for (let offset = 0; ;) {
    const count = readSync(fd, buffer, 0, buffer.length, offset);
    if (count === 0) return parseSha256(hash.digest('hex'));
    hash.update(buffer.subarray(0, count));
    offset += count;
  }
};
