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

/** A store of calls found earlier in Python sources, so that these need not be read again. */
export interface KnownSources {
  /** Returns the calls in those of the files that are known. */
  recall(files: readonly AuditedFile[]): Promise<ReadonlyMap<AuditedFile, readonly SystemCall[]>>;
  keep(searched: readonly SearchedSource[]): Promise<void>;
}
