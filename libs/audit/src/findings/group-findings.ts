import type { Finding } from '@layerkit/artifact';
import { groupBy } from '@layerkit/zip';
import { count, listExamples } from './examples.ts';

/** Findings of one cause: the same words, of whatever path and package. */
export type FindingGroup = readonly [Finding, ...Finding[]];

/** Puts findings of one cause together, in the order of the first of each. */
export const groupFindings = (findings: readonly Finding[]): readonly FindingGroup[] => [
  ...groupBy(findings, causeOf).values(),
];

/** A group as one line: how many and the first paths, what was found, the code. */
export const describeGroup = (group: FindingGroup): string => {
  const [{ code, message }] = group;
  const places = group
    .map((finding) => finding.path ?? finding.package)
    .filter((place) => place !== undefined);
  const where = group.length === 1 ? places.join() : `${count(group.length)} times (${listExamples(places)})`;
  return `${where === '' ? '' : `${where}: `}${message} (${code})`;
};

const causeOf = ({ severity, code, message }: Finding): string => JSON.stringify([severity, code, message]);
