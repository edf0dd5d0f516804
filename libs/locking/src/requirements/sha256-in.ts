import { parseSha256, type Sha256 } from '@layerkit/artifact/digest';

/** Returns the digests among hashes of any kind: `sha256:…`. */
export const sha256In = (hashes: readonly string[]): readonly Sha256[] =>
  hashes.flatMap((hash) => {
    const [, digest] = /^sha256:([0-9a-f]{64})$/.exec(hash) ?? [];
    return digest === undefined ? [] : [parseSha256(digest)];
  });
