import type { Sha256 } from '@layerkit/artifact';
import { quotas } from '@layerkit/platform-resolution';

/**
 * The description a layer version gets: the layer’s own words, then ` sha256:<hex>`. A listing shows
 * descriptions but no CodeSha256, so the digest here saves a request for each version there is. Own words
 * that would not fit into Lambda’s 256 characters are cut, the digest never.
 */
export const describeVersion = (own: string | undefined, sha256: Sha256): string => {
  const digest = `sha256:${sha256}`;
  const words = (own ?? '').trim();
  if (words === '') return digest;
  const room = quotas.descriptionLength - digest.length - 1;
  return `${words.length <= room ? words : cut(words, room)} ${digest}`;
};

/** Whether a description claims this digest. Only CodeSha256 proves it. */
export const claimsDigest = (description: string, sha256: Sha256): boolean =>
  description.split(/\s+/).includes(`sha256:${sha256}`);

/** The own words in a description that `describeVersion` made; any other description as it is. */
export const ownWordsOf = (description: string): string =>
  description.replace(/(?:^|\s+)sha256:[0-9a-f]{64}$/, '').trim();

// a cut through the middle of a surrogate pair would leave half a character
const cut = (words: string, room: number): string =>
  `${words.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
