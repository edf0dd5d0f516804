import type { Sha256 } from '@layerkit/artifact/digest';
import { quotas } from '@layerkit/platform-resolution';

/**
 * Returns the description of a layer version: the layer’s own description, then ` sha256:<hex>`. A listing has
 * descriptions but not CodeSha256, so the digest here saves a request per layer version. Cuts the layer’s own
 * description to fit Lambda’s limit of 256 characters, never the digest.
 */
export const describeVersion = (own: string | undefined, sha256: Sha256): string => {
  const digest = `sha256:${sha256}`;
  const words = (own ?? '').trim();
  if (words === '') return digest;
  const room = quotas.descriptionLength - digest.length - 1;
  return `${words.length <= room ? words : cut(words, room)} ${digest}`;
};

/** Returns whether a description claims this digest. Only CodeSha256 confirms it. */
export const claimsDigest = (description: string, sha256: Sha256): boolean =>
  description.split(/\s+/).includes(`sha256:${sha256}`);

/** Removes the digest that `describeVersion` appended. Returns any other description unchanged. */
export const ownWordsOf = (description: string): string =>
  description.replace(/(?:^|\s)sha256:[0-9a-f]{64}$/, '').trim();

// never cut a surrogate pair in half
const cut = (words: string, room: number): string =>
  `${words.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
