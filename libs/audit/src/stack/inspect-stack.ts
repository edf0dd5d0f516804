import type { IgnoreRule } from '@layerkit/artifact/definition';
import { sha256OfFile } from '@layerkit/artifact/digest';
import type { StackInspection } from '@layerkit/artifact/inspection';
import { unpackedBytesOf } from '../opening/open-subject.ts';
import { auditStack, type StackReport } from './audit-stack.ts';
import type { Copies, Copy } from './distributions.ts';
import { unpackedBytesOfStack } from './findings/limits.ts';
import { openStack, type StackRequest } from './open-stack.ts';
import type { StackZip } from './stack.ts';

export interface InspectedStack {
  readonly inspection: StackInspection;
  readonly staleRules: readonly IgnoreRule[];
}

/**
 * Inspects a function with its layers: audit of the merged stack → sizes → packages that are there more than once.
 * @param ignore rules of function.json
 * @throws LayerkitError inspect/unreadable if a file can’t be read. Problems in its content are findings.
 */
export const inspectStack = async (
  request: StackRequest,
  ignore: readonly IgnoreRule[] = [],
): Promise<InspectedStack> => {
  const stack = await openStack(request);
  const { code, layers, target } = stack;
  const report = await auditStack(stack, ignore);
  const zips = [...(code === undefined ? [] : [code]), ...layers];
  const inspection: StackInspection = {
    schema: 'layerkit/stack-inspection/1',
    target,
    unpackedBytes: unpackedBytesOfStack(stack),
    zips: await Promise.all(zips.map((zip) => describeZip(zip, report))),
    findings: [...report.findings],
    ignored: [...report.ignored],
    packages: report.copies.flatMap(describePackage),
  };
  return { inspection, staleRules: report.staleRules };
};

const describeZip = async (
  zip: StackZip,
  { merged }: StackReport,
): Promise<StackInspection['zips'][number]> => {
  const { subject } = zip;
  const overwrites = merged.overwrites.filter(({ above }) => above.zip === zip);
  const same = overwrites.filter((found) => found.same).length;
  return {
    role: subject.role ?? 'layer',
    file: zip.name,
    sha256: await sha256OfFile(subject.zipPath),
    bytes: subject.bytes,
    unpackedBytes: unpackedBytesOf(subject.entries),
    entries: subject.entries.length,
    packages: subject.distributions.length,
    overwrites: { same, different: overwrites.length - same },
  };
};

const describePackage = ({ name, winner, rivals, hidden }: Copies): StackInspection['packages'] =>
  rivals.length + hidden.length === 0
    ? []
    : [{ name, imported: describeCopy(winner), others: [...rivals, ...hidden].map(describeCopy) }];

const describeCopy = ({ zip, distribution }: Copy): StackInspection['packages'][number]['imported'] => ({
  version: distribution.version,
  zip: zip.name,
});
