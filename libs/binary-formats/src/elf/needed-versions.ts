import type { BinaryHeaders, NeededVersion } from '../facts/binary-facts.ts';
import { isNewer } from '../facts/version-order.ts';

/** A needed version with its names, and the index by which its symbols refer to it. */
export interface NamedNeed {
  readonly library: string;
  readonly name: string;
  readonly index: number;
}

export type NeededVersions = Pick<BinaryHeaders, 'glibc' | 'glibcxx' | 'cxxabi'>;

/** Returns the newest needed version of each kind. */
export const newestNeeds = (
  needs: readonly NamedNeed[],
): Readonly<Record<keyof NeededVersions, (NeededVersion & NamedNeed) | undefined>> => ({
  glibc: newest(needs, 'GLIBC_'),
  glibcxx: newest(needs, 'GLIBCXX_'),
  cxxabi: newest(needs, 'CXXABI_'),
});

const newest = (needs: readonly NamedNeed[], prefix: string): (NeededVersion & NamedNeed) | undefined => {
  let found: (NeededVersion & NamedNeed) | undefined;
  for (const need of needs) {
    const version = versionOf(need.name, prefix);
    if (version !== undefined && (found === undefined || isNewer(version, found.version)))
      found = { ...need, version };
  }
  return found;
};

const versionOf = (name: string, prefix: string): string | undefined => {
  if (!name.startsWith(prefix)) return undefined;
  if (name === relativeRelocations.name) return relativeRelocations.glibc;
  const version = name.slice(prefix.length);
  return /^\d+(\.\d+)*$/.test(version) ? version : undefined;
};

/**
 * A marker instead of a symbol version: relative relocations are packed in a form that glibc reads since 2.36
 * (its NEWS).
 */
const relativeRelocations = { name: 'GLIBC_ABI_DT_RELR', glibc: '2.36' };
