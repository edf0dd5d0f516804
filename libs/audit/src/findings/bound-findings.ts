import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { sayOfEach } from './of-each.ts';

/** More findings with one cause tell a reader nothing new, and their texts fill the memory. */
const mostOfOneCause = 1_000;

/**
 * Returns the findings in their order, with one finding in place of more than 1,000 with the same cause, at the place of
 * the first. It has their number. Messages that differ only in quoted text have the same cause.
 */
export const boundFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const instead = new Map<Finding, readonly Finding[]>();
  for (const group of groupBy(findings, causeOf).values()) {
    const paths = group.map(({ path }) => path).filter((path) => path !== undefined);
    if (paths.length <= mostOfOneCause || paths.length < group.length) continue;
    for (const finding of group) instead.set(finding, []);
    instead.set(group[0], [oneFor(group, paths)]);
  }
  return findings.flatMap((finding) => instead.get(finding) ?? [finding]);
};

const oneFor = (group: readonly [Finding, ...Finding[]], paths: readonly string[]): Finding => {
  const [{ code, severity, message, package: owner, hint }] = group;
  const same = group.every((finding) => finding.message === message);
  return {
    code,
    severity,
    ...(owner !== undefined && group.every((finding) => finding.package === owner) && { package: owner }),
    ...sayOfEach(paths, same ? message : withoutQuotes(message)),
    hint,
  };
};

const causeOf = ({ severity, code, message, hint }: Finding): string =>
  JSON.stringify([severity, code, withoutQuotes(message), hint]);

const withoutQuotes = (message: string): string => message.replace(/"(?:[^"\\]|\\.)*"/g, '"…"');
