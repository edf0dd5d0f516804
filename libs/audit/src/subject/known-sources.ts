import type { AuditedFile } from './audited-file.ts';

/** A statement that asks the operating system for a library or a program by a literal name. */
export interface SystemCall {
  readonly kind: 'library' | 'program';
  /** `libpq`, without `.so` and version, or `git`. It needs one of several names. */
  readonly names: readonly [string, ...string[]];
  /** The number of the statement’s first line. */
  readonly line: number;
  /** Whether it is certain to run when the module is imported. */
  readonly atImport: boolean;
}

/** The calls found in a Python source. */
export interface SearchedSource {
  readonly file: AuditedFile;
  readonly calls: readonly SystemCall[];
}

/** The calls that a store knows, and the files that it does not know. */
export interface RecalledSources {
  /** The files whose calls are unknown. */
  readonly unknown: readonly AuditedFile[];
  /** The known files that have calls. */
  readonly searched: readonly SearchedSource[];
}

/** A store of calls found earlier in Python sources, so that these need not be read again. */
export interface KnownSources {
  recall(files: readonly AuditedFile[]): Promise<RecalledSources>;
  /** Stores the calls in files that `recall` did not know. */
  keep(searched: readonly SearchedSource[]): Promise<void>;
}
