import type { PackedBytes } from '@layerkit/zip';

/** A file of the zip that is looked into. Directories are not among them. */
export interface AuditedFile {
  /** As it stands in the zip. */
  readonly path: string;
  /** Unix mode with its type bits; 0 where the writer of the zip gave none. */
  readonly mode: number;
  readonly packed: PackedBytes;
}
