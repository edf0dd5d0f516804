import { entryBytes, sortByName } from '@layerkit/zip/writing';
import type { AuditSubject, AuditedFile } from '../../subject/subject.ts';
import { requirersOf } from '../../distributions/requirers-of.ts';

/** The size of a part of the zip. `zippedBytes` includes the headers of the entries. */
export interface Share {
  readonly files: number;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

export interface DistributionSize extends Share {
  /** The normalized name. */
  readonly name: string;
  readonly version: string;
  /** The distributions in the zip that require it, sorted. Empty if the layer itself requires it. */
  readonly requiredBy: readonly string[];
}

export interface SizeReport {
  /** Sorted by zipped bytes, largest first. */
  readonly distributions: readonly DistributionSize[];
  /** Files that no distribution claims, such as own code. */
  readonly rest: Share;
}

/**
 * Returns the size of each distribution of a zip, and which distributions require it.
 * @param requirements the layer’s own requirements, if known; they may ask for extras
 */
export const describeSizes = (subject: AuditSubject, requirements: readonly string[] = []): SizeReport => {
  const { files, distributions, ownerOf } = subject;
  const requirers = requirersOf(subject, requirements);
  const shares = new Map<string | undefined, Share>();
  for (const file of files) {
    const owner = ownerOf(file.path);
    shares.set(owner, add(shares.get(owner) ?? nothing, file));
  }
  const named = distributions.map(({ name, version }) => ({
    name,
    version,
    ...(shares.get(name) ?? nothing),
    requiredBy: requirers.get(name) ?? [],
  }));
  return {
    distributions: [...sortByName(named, ({ name }) => name)].sort((a, b) => b.zippedBytes - a.zippedBytes),
    rest: shares.get(undefined) ?? nothing,
  };
};

const nothing: Share = { files: 0, zippedBytes: 0, unpackedBytes: 0 };

const add = (share: Share, { path, packed }: AuditedFile): Share => ({
  files: share.files + 1,
  zippedBytes: share.zippedBytes + entryBytes(path, packed.compressedBytes),
  unpackedBytes: share.unpackedBytes + packed.unpackedBytes,
});
