import type { FileWindow } from '@layerkit/zip/files';
import type { BinaryHeaders } from '@layerkit/binary-formats';
import type { AuditedFile } from '../../subject/audited-file.ts';
import { keyOf, type KnownBinaries } from '../../subject/known-binaries.ts';

/** A binary and the facts in its headers. */
export interface ReadFile {
  readonly file: AuditedFile;
  readonly headers: BinaryHeaders;
}

export interface RecalledHeaders {
  readonly known: readonly ReadFile[];
  /** Files that must be read, with the keys to store their facts by. */
  readonly unknown: ReadonlyMap<AuditedFile, string>;
}

/** Looks files up by their packed bytes in the zip. */
export const recallHeaders = async (
  store: KnownBinaries,
  files: readonly AuditedFile[],
  zip: FileWindow,
): Promise<RecalledHeaders> => {
  const recalled = await store.recall(files);
  const known: ReadFile[] = [];
  const unknown = new Map<AuditedFile, string>();
  for (const file of files) {
    const key = keyOf(file, zip);
    const headers = recalled.get(key);
    if (headers === undefined) unknown.set(file, key);
    else if (headers !== null) known.push({ file, headers });
  }
  return { known, unknown };
};
