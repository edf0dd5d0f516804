export { finderFolder } from './layout/roots.ts';
export { openSubject } from './opening/open-subject.ts';
export type { KnownBinaries, KnownHeaders } from './subject/known-binaries.ts';
export type { KnownSources, SystemCall } from './subject/known-sources.ts';
export type { OpenedSubject } from './subject/opened-subject.ts';
export { readAuditedFiles } from './subject/read-audited-files.ts';
export type { AuditedFile, AuditSubject, Distribution } from './subject/subject.ts';
