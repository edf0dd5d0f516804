import type { Finding } from '@layerkit/artifact/finding';
import type { ChangedPackage, Comparison, InspectedPackage } from '@layerkit/artifact/inspection';
import { groupBy } from '@layerkit/zip';
import { sortByName } from '@layerkit/zip/writing';
import type { ZipInspection } from './inspect-zip.ts';

/** Compares two inspections: sizes, packages and findings. */
export const compareZips = (before: ZipInspection, after: ZipInspection): Comparison => ({
  zip: before.zip,
  difference: {
    bytes: after.zip.bytes - before.zip.bytes,
    unpackedBytes: after.zip.unpackedBytes - before.zip.unpackedBytes,
    entries: after.zip.entries - before.zip.entries,
  },
  packages: comparePackages(before.packages, after.packages),
  findings: {
    solved: [...missingFrom(after.findings, before.findings)],
    new: [...missingFrom(before.findings, after.findings)],
  },
});

/**
 * Pairs packages by name and version, then the remaining ones by name alone: their version has changed. A zip
 * may have one distribution twice.
 */
const comparePackages = (
  before: readonly InspectedPackage[],
  after: readonly InspectedPackage[],
): Comparison['packages'] => {
  const kept = pair(before, after, ({ name, version }) => `${name} ${version}`);
  const renewed = pair(kept.removed, kept.added, ({ name }) => name);
  const changed = [...kept.pairs.filter(([from, to]) => !costsTheSame(from, to)), ...renewed.pairs];
  return {
    added: [...renewed.added],
    removed: [...renewed.removed],
    changed: [...sortByName(changed.map(describeChange), ({ name }) => name)],
  };
};

interface Pairing {
  readonly pairs: readonly (readonly [from: InspectedPackage, to: InspectedPackage])[];
  readonly added: readonly InspectedPackage[];
  readonly removed: readonly InspectedPackage[];
}

const pair = (
  before: readonly InspectedPackage[],
  after: readonly InspectedPackage[],
  keyOf: (found: InspectedPackage) => string,
): Pairing => {
  const removed = new Set(before);
  const left = new Map([...groupBy(before, keyOf)].map(([key, found]) => [key, found.values()]));
  const pairs: [InspectedPackage, InspectedPackage][] = [];
  const added: InspectedPackage[] = [];
  for (const to of after) {
    const from = left.get(keyOf(to))?.next().value;
    if (from === undefined) {
      added.push(to);
      continue;
    }
    removed.delete(from);
    pairs.push([from, to]);
  }
  return { pairs, added, removed: [...removed] };
};

const costsTheSame = (a: InspectedPackage, b: InspectedPackage): boolean =>
  a.files === b.files && a.zippedBytes === b.zippedBytes && a.unpackedBytes === b.unpackedBytes;

const describeChange = ([from, to]: readonly [InspectedPackage, InspectedPackage]): ChangedPackage => ({
  name: to.name,
  from: stateOf(from),
  to: stateOf(to),
});

const stateOf = ({ version, files, zippedBytes, unpackedBytes }: InspectedPackage) => ({
  version,
  files,
  zippedBytes,
  unpackedBytes,
});

/**
 * Returns the findings that are not among the known ones. Findings are equal by code, path and package, because
 * the figures in messages may differ.
 */
const missingFrom = (known: readonly Finding[], findings: readonly Finding[]): readonly Finding[] => {
  const keys = new Set(known.map(identityOf));
  return findings.filter((finding) => !keys.has(identityOf(finding)));
};

const identityOf = ({ code, path, package: owner }: Finding): string => JSON.stringify([code, path, owner]);
