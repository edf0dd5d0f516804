import type { Finding, FindingCode, IgnoredFinding } from '@layerkit/artifact/finding';
import type { BinaryStatus, InspectedBinary } from '@layerkit/artifact/inspection';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** The findings of an audit, split into those that count and those that are ignored. */
export interface Judgment {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** Returns each binary with a status that follows from the findings at its path. */
export const describeBinaries = (
  binaries: readonly BinaryFacts[],
  { findings, ignored }: Judgment,
): readonly InspectedBinary[] => {
  const counted = byPath(findings);
  const ignoredByPath = byPath(ignored.map(({ finding }) => finding));
  return binaries.map(({ path, package: owner, format, architectures, platform, glibc }) => {
    const here = counted.get(path) ?? [];
    const ignoredHere = ignoredByPath.get(path) ?? [];
    return {
      path,
      ...(owner === undefined ? {} : { package: owner }),
      format,
      architectures: [...architectures],
      platform,
      ...(glibc === undefined ? {} : { glibc: glibc.version }),
      status: statusOf(here, ignoredHere),
      findings: [...new Set([...here, ...ignoredHere].map(({ code }) => code))],
    };
  });
};

const byPath = (findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> => {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.path === undefined || !finding.code.startsWith('binary/')) continue;
    const here = found.get(finding.path);
    if (here === undefined) found.set(finding.path, [finding]);
    else here.push(finding);
  }
  return found;
};

const statusOf = (counted: readonly Finding[], ignored: readonly Finding[]): BinaryStatus => {
  if (counted.some(({ severity }) => severity === 'error')) return 'wrong';
  if (counted.some(({ severity }) => severity === 'warning')) return 'doubtful';
  if (ignored.some(({ severity }) => severity !== 'note')) return 'ignored';
  return [...counted, ...ignored].some(({ code }) => foreign.has(code)) ? 'unused' : 'ok';
};

/** Findings about files for another platform. They are notes if nothing loads the file. */
const foreign: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'binary/macos',
  'binary/windows',
  'binary/musl',
  'binary/wrong-architecture',
  'binary/wrong-python',
]);
