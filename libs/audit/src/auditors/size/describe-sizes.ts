import { entryBytes, sortByName } from '@layerkit/zip';
import type { AuditSubject, AuditedFile } from '../../subject/subject.ts';
import { requirersOf } from '../../distributions/requirers-of.ts';

/** What a share of the zip costs. Bytes; those zipped have the entries’ headers in them. */
export interface Share {
  readonly files: number;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

export interface DistributionSize extends Share {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** The distributions of the zip that require it, sorted; none where somebody asked for it by name. */
  readonly requiredBy: readonly string[];
}

export interface SizeReport {
  /** The largest first, by zipped bytes. */
  readonly distributions: readonly DistributionSize[];
  /** What no distribution brings: own sources. */
  readonly rest: Share;
}

/**
 * What each distribution of a zip costs, and who brought it in.
 * @param requirements of the layer itself, where they are known: they may ask for extras
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
