import type { BinaryStatus, Finding, FindingCode, IgnoredFinding, InspectedBinary } from '@layerkit/artifact';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** What the audit had to say, parted by what is to be minded. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** Each binary with what the audit’s findings at its path come to. */
export const describeBinaries = (
  binaries: readonly BinaryFacts[],
  { findings, ignored }: Judgement,
): readonly InspectedBinary[] => {
  const minded = byPath(findings);
  const unminded = byPath(ignored.map(({ finding }) => finding));
  return binaries.map(({ path, package: owner, format, architectures, platform, glibc }) => {
    const here = minded.get(path) ?? [];
    const elsewise = unminded.get(path) ?? [];
    return {
      path,
      ...(owner === undefined ? {} : { package: owner }),
      format,
      architectures: [...architectures],
      platform,
      ...(glibc === undefined ? {} : { glibc: glibc.version }),
      status: statusOf(here, elsewise),
      findings: [...new Set([...here, ...elsewise].map(({ code }) => code))],
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

const statusOf = (minded: readonly Finding[], ignored: readonly Finding[]): BinaryStatus => {
  if (minded.some(({ severity }) => severity === 'error')) return 'wrong';
  if (minded.some(({ severity }) => severity === 'warning')) return 'doubtful';
  if (ignored.some(({ severity }) => severity !== 'note')) return 'ignored';
  return [...minded, ...ignored].some(({ code }) => foreign.has(code)) ? 'unused' : 'ok';
};

/** Found in a file for another platform; only a note where nothing loads it. */
const foreign: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'binary/macos',
  'binary/windows',
  'binary/musl',
  'binary/wrong-architecture',
  'binary/wrong-python',
]);
