import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding } from '@layerkit/artifact/finding';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { groupBy } from '@layerkit/zip';
import { describeGroup, describeRule, groupFindings } from '@layerkit/audit/findings';
import type { DefinitionName } from './audit-build.ts';

/** More would push the rest off the screen. */
const mostWarnings = 20;

type Audit = LayerManifest['audit'];

/** Returns a line for each warning of an audit. */
export const auditWarnings = (audit: Audit): readonly string[] =>
  warningLines(audit?.findings ?? [], 'audit in manifest.json');

/**
 * Returns a line for each warning among findings.
 * @param rest where to find those beyond the first ones
 */
export const warningLines = (findings: readonly Finding[], rest: string): readonly string[] => {
  const lines = groupFindings(findings.filter(({ severity }) => severity === 'warning')).map(describeGroup);
  const more = lines.length - mostWarnings;
  return more > 0 ? [...lines.slice(0, mostWarnings), `${more} more; see ${rest}`] : lines;
};

/** Counts the findings that don’t get a line each. */
export const describeAudit = (audit: Audit): readonly string[] => {
  const notes = audit?.findings.filter(({ severity }) => severity === 'note') ?? [];
  const ignored = audit?.ignored.length ?? 0;
  const parts = [
    ...(notes.length > 0
      ? [`${notes.length} ${notes.length === 1 ? 'note' : 'notes'} (${kindsOf(notes)})`]
      : []),
    ...(ignored > 0 ? [`${ignored} ignored with a reason`] : []),
  ];
  return parts.length === 0 ? [] : [`  audit: ${parts.join(', ')}; see manifest.json`];
};

/** Returns the codes with their numbers, the most frequent ones first. */
const kindsOf = (findings: readonly Finding[]): string =>
  [...groupBy(findings, ({ code }) => code)]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([code, group]) => (group.length === 1 ? code : `${group.length} × ${code}`))
    .join(', ');

/** Describes a rule of audit.ignore that matches no finding. */
export const describeStaleRule = (rule: IgnoreRule, definition: DefinitionName): string =>
  `audit.ignore in ${definition} names ${describeRule(rule)}, but the audit found no such finding`;
