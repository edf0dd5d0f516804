import type { BinaryHeaders, NeededVersion } from '../facts/binary-facts.ts';
import { isNewer } from '../facts/version-order.ts';

/** A version need with its names read, and a way to find a symbol that has it. */
export interface NamedNeed {
  readonly library: string;
  readonly name: string;
  readonly index: number;
}

export type NeededVersions = Pick<BinaryHeaders, 'glibc' | 'glibcxx' | 'cxxabi'>;

/** The newest need of each kind. */
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

/** A mark, not the version of a symbol: relative relocations are packed as glibc reads them since 2.36 (its NEWS). */
const relativeRelocations = { name: 'GLIBC_ABI_DT_RELR', glibc: '2.36' };
