import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding, Severity } from '@layerkit/artifact/finding';
import { compareUnits } from '@layerkit/zip/writing';
import { boundFindings } from '../findings/bound-findings.ts';
import { applyIgnoreRules, type AppliedRules } from '../findings/ignore-rules.ts';
import { openSubject, type SubjectRequest } from '../opening/open-subject.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { auditors } from './auditors.ts';
import type { Budget } from './size/size-findings.ts';

export interface AuditQuestions {
  /** `audit.ignore` of layer.json. */
  readonly ignore?: readonly IgnoreRule[] | undefined;
  readonly budget?: Budget | undefined;
}

export type AuditRequest = SubjectRequest & AuditQuestions;

/**
 * The result of an audit. The findings are sorted by severity, errors first. One finding is in place of more than 1,000
 * with the same cause.
 */
export interface AuditReport extends AppliedRules {
  readonly subject: OpenedSubject;
}

/**
 * Audits a layer zip made by any tool. The content of the zip never makes it throw: problems are findings.
 * @throws a system error when the file can’t be read
 */
export const auditLayer = async (request: AuditRequest): Promise<AuditReport> =>
  auditSubject(await openSubject(request), request);

/** Audits a zip that is already open. */
export const auditSubject = async (
  subject: OpenedSubject,
  { ignore = [], budget }: AuditQuestions,
): Promise<AuditReport> => {
  const found = await Promise.all(auditors.map(async (audit) => audit(subject, budget)));
  return reportOf(subject, found.flat(), ignore);
};

/** Sorts the findings about a zip, and separates the ignored ones. */
export const reportOf = async (
  subject: OpenedSubject,
  found: readonly Finding[],
  ignore: readonly IgnoreRule[] = [],
): Promise<AuditReport> => ({ ...(await judge(found, ignore)), subject });

/** Sorts findings, and separates the ignored ones. */
export const judge = async (
  found: readonly Finding[],
  ignore: readonly IgnoreRule[],
): Promise<AppliedRules> => {
  const applied = await applyIgnoreRules([...found].sort(byWeight), ignore);
  return { ...applied, findings: boundFindings(applied.findings) };
};

const byWeight = (a: Finding, b: Finding): number =>
  weight[a.severity] - weight[b.severity] ||
  compareUnits(a.code, b.code) ||
  compareUnits(a.path ?? '', b.path ?? '') ||
  compareUnits(a.package ?? '', b.package ?? '') ||
  compareUnits(a.message, b.message);

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
