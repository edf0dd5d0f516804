import { isPreRelease } from './pre-release.ts';

/** Returns the newest final version (PEP 440, "Summary of permitted suffixes and relative ordering"). */
export const newestFinal = (versions: readonly string[]): string | undefined =>
  versions.filter((version) => !isPreRelease(version)).reduce<string | undefined>(later, undefined);

const later = (best: string | undefined, version: string): string =>
  best !== undefined && compare(numbersOf(best), numbersOf(version)) >= 0 ? best : version;

/** Epoch, release and post-release as numbers. Final versions have no other parts, and the local part is ignored. */
const numbersOf = (version: string): readonly number[] => {
  const [, epoch = '0', rest = ''] = /^v?(?:([0-9]+)!)?([^+]*)/i.exec(version) ?? [];
  const [release = '', post = ''] = rest.split(/(?:[-_.]?(?:post|rev|r)[-_.]?|-)/i);
  const parts = release.split('.').map(Number);
  const padded = Array.from({ length: longestRelease }, (_, at) => parts[at] ?? 0);
  return [Number(epoch), ...padded, rest === release ? -1 : Number(post)];
};

const longestRelease = 12;

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, at) => part - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
