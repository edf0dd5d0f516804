import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { listExamples } from './examples.ts';

/** Findings with one cause: the same code, severity and message, at any path and package. */
export type FindingGroup = readonly [Finding, ...Finding[]];

/** Groups findings by cause, in the order of the first finding of each. */
export const groupFindings = (findings: readonly Finding[]): readonly FindingGroup[] => [
  ...groupBy(findings, causeOf).values(),
];

/** Describes a group in one line: the number of findings, the first paths, the message, the code. */
export const describeGroup = (group: FindingGroup): string => {
  const [{ code, message }] = group;
  const places = group
    .map((finding) => finding.path ?? finding.package)
    .filter((place) => place !== undefined);
  const where =
    group.length === 1 ? places.join() : `${formatNumber(group.length)} times (${listExamples(places)})`;
  return `${where === '' ? '' : `${where}: `}${message} (${code})`;
};

const causeOf = ({ severity, code, message }: Finding): string => JSON.stringify([severity, code, message]);
