import type { PackedBytes } from '@layerkit/zip';

/** A file of the zip under audit. Directories are not included. */
export interface AuditedFile {
  /** The path in the zip. */
  readonly path: string;
  /** Unix mode with its type bits; 0 if the zip has none. */
  readonly mode: number;
  readonly packed: PackedBytes;
}
