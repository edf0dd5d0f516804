import type { AuditedFile } from './audited-file.ts';

/** A store of Python sources in which `auditSystem` has nothing to look for, so that they need not be read again. */
export interface KnownSources {
  /** Returns those of the files that are known. */
  recall(files: readonly AuditedFile[]): Promise<ReadonlySet<AuditedFile>>;
  keep(files: readonly AuditedFile[]): Promise<void>;
}
