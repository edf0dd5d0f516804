import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding, IgnoredFinding, Severity } from '@layerkit/artifact/finding';
import { compareUnits } from '@layerkit/zip/writing';
import { auditArchive } from './archive/audit-archive.ts';
import { auditBinaries } from './binaries/audit-binaries.ts';
import { applyIgnoreRules } from '../findings/ignore-rules.ts';
import { auditBytecode } from './bytecode/audit-bytecode.ts';
import { auditMetadata } from './metadata/audit-metadata.ts';
import { openSubject, type SubjectRequest } from '../opening/open-subject.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { auditSecurity } from './security/audit-security.ts';
import { auditShadowing } from './shadowing/audit-shadowing.ts';
import { auditSize } from './size/audit-size.ts';
import type { Budget } from './size/size-findings.ts';
import { auditStructure } from './structure/audit-structure.ts';
import type { Auditor } from '../subject/subject.ts';

export interface AuditQuestions {
  /** `audit.ignore` of layer.json. */
  readonly ignore?: readonly IgnoreRule[] | undefined;
  readonly budget?: Budget | undefined;
}

export type AuditRequest = SubjectRequest & AuditQuestions;

/** The result of an audit. */
export interface AuditReport {
  /** Sorted by severity, errors first. */
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** Rules that match no finding. */
  readonly staleRules: readonly IgnoreRule[];
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
  const forTarget = withoutOtherPythons(subject);
  const lookedInto = await Promise.all([
    auditSecurity(subject),
    ...auditors.map(async (audit) => audit(forTarget)),
  ]);
  const found = [
    ...auditArchive(subject),
    ...auditStructure(subject),
    ...auditSize(subject, budget),
    ...lookedInto.flat(),
  ];
  return { ...(await applyIgnoreRules(found.sort(byWeight), ignore)), subject };
};

/** Removes files that only other Python versions import, if the layer also has packages for the target. */
const withoutOtherPythons = (subject: OpenedSubject): OpenedSubject => {
  const { imported, misplaced } = subject.layout;
  const others = misplaced.filter(({ kind }) => kind === 'other-python').map(({ root }) => root);
  if (others.length === 0 || imported.length === 0) return subject;
  const files = subject.files.filter(({ path }) => !others.some((root) => path.startsWith(root)));
  return { ...subject, files };
};

/** Audits shadowing among the folders on sys.path only: modules elsewhere hide nothing. */
const auditImported = (subject: OpenedSubject): ReturnType<Auditor> =>
  auditShadowing({ ...subject, pythonRoots: subject.layout.imported });

const auditors: readonly ((subject: OpenedSubject) => ReturnType<Auditor>)[] = [
  auditBinaries,
  auditBytecode,
  auditMetadata,
  auditImported,
];

const byWeight = (a: Finding, b: Finding): number =>
  weight[a.severity] - weight[b.severity] ||
  compareUnits(a.code, b.code) ||
  compareUnits(a.path ?? '', b.path ?? '') ||
  compareUnits(a.package ?? '', b.package ?? '') ||
  compareUnits(a.message, b.message);

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
