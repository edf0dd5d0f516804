import type { Hash } from 'node:crypto';
import type { Sha256 } from '@layerkit/artifact';

/**
 * Ends a SHA-256. artifact’s own parser would do, but brings a schema library along: what only splices should
 * stay small.
 */
export const endSha256 = (hash: Hash): Sha256 => {
  const hex = hash.digest('hex');
  if (isSha256(hex)) return hex;
  throw new RangeError('not a SHA-256');
};

const isSha256 = (hex: string): hex is Sha256 => hex.length === 64;
