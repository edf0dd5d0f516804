import type { Hash } from 'node:crypto';
import type { Sha256 } from '@layerkit/artifact/digest';

/**
 * Returns the digest of a hash. It does not use the parser in `artifact`, because that would load a schema
 * library into processes that only splice.
 */
export const endSha256 = (hash: Hash): Sha256 => {
  const hex = hash.digest('hex');
  if (isSha256(hex)) return hex;
  throw new RangeError('not a SHA-256');
};

const isSha256 = (hex: string): hex is Sha256 => hex.length === 64;
