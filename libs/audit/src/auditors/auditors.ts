import type { Finding } from '@layerkit/artifact/finding';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import type { Auditor } from '../subject/subject.ts';
import { auditArchive } from './archive/audit-archive.ts';
import { auditBinaries } from './binaries/audit-binaries.ts';
import { auditBytecode } from './bytecode/audit-bytecode.ts';
import { auditMetadata } from './metadata/audit-metadata.ts';
import { auditPrograms } from './programs/audit-programs.ts';
import { auditSecurity } from './security/audit-security.ts';
import { auditShadowing } from './shadowing/audit-shadowing.ts';
import { auditSize } from './size/audit-size.ts';
import type { Budget } from './size/size-findings.ts';
import { auditSystem } from './system/audit-system.ts';
import { auditStructure } from './structure/audit-structure.ts';

/** An auditor as `auditSubject` calls it. */
export type ZipAuditor = (subject: OpenedSubject, budget: Budget | undefined) => ReturnType<Auditor>;

/** Asks an auditor only about the files that the target’s Python can import. */
const forTarget =
  (audit: (subject: OpenedSubject) => ReturnType<Auditor>): ZipAuditor =>
  (subject) =>
    audit(withoutOtherPythons(subject));

/**
 * Removes files that only other Python versions import, if the layer also has packages for the target, and the
 * packages that only a program in the layer imports.
 */
const withoutOtherPythons = (subject: OpenedSubject): OpenedSubject => {
  const { imported, misplaced } = subject.layout;
  const others = misplaced
    .filter(({ kind }) => kind === 'program' || (kind === 'other-python' && imported.length > 0))
    .map(({ root }) => root);
  if (others.length === 0) return subject;
  const isLeft = (path: string): boolean => !others.some((root) => path.startsWith(root));
  return {
    ...subject,
    files: subject.files.filter(({ path }) => isLeft(path)),
    pythonRoots: subject.pythonRoots.filter(isLeft),
    distributions: subject.distributions.filter(({ directory }) => isLeft(directory)),
  };
};

/** Audits the binaries of programs too. Modules for another Python are not loaded by them, or by another interpreter. */
const auditAllBinaries = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const programs = subject.layout.misplaced.filter(({ kind }) => kind === 'program');
  const files = subject.files.filter(({ path }) => programs.some(({ root }) => path.startsWith(root)));
  const ofPrograms = programs.length === 0 ? [] : await auditBinaries({ ...subject, files });
  return [
    ...(await auditBinaries(withoutOtherPythons(subject))),
    ...ofPrograms.map((finding): Finding =>
      finding.code === 'binary/wrong-python'
        ? { ...finding, severity: 'note', hint: 'No action needed if the program works without it.' }
        : finding,
    ),
  ];
};

/** Audits shadowing among the folders on sys.path only: modules elsewhere hide nothing. */
const auditImported = (subject: OpenedSubject): ReturnType<Auditor> =>
  auditShadowing({ ...subject, pythonRoots: subject.layout.imported });

/** All auditors, one row each. */
export const auditors: readonly ZipAuditor[] = [
  auditArchive,
  auditStructure,
  auditSize,
  auditPrograms,
  auditSecurity,
  auditAllBinaries,
  forTarget(auditBytecode),
  forTarget(auditMetadata),
  forTarget(auditImported),
  forTarget(auditSystem),
];
