import type { FileWindow } from '../../archive/file-window.ts';
import type { AuditedFile } from '../audited-file.ts';
import type { BinaryHeaders } from './binary-facts.ts';
import { keyOf, type BinaryNotes } from './binary-notes.ts';

/** A binary and what its headers say. */
export interface ReadFile {
  readonly file: AuditedFile;
  readonly headers: BinaryHeaders;
}

export interface RecalledHeaders {
  readonly known: readonly ReadFile[];
  /** Files that have to be read, with the keys that they are to be known by. */
  readonly unknown: ReadonlyMap<AuditedFile, string>;
}

/** Looks files up by their bytes in the zip. */
export const recallHeaders = async (
  notes: BinaryNotes,
  files: readonly AuditedFile[],
  zip: FileWindow,
): Promise<RecalledHeaders> => {
  const noted = await notes.recall(files);
  const known: ReadFile[] = [];
  const unknown = new Map<AuditedFile, string>();
  for (const file of files) {
    const key = keyOf(file, zip);
    const headers = noted.get(key);
    if (headers === undefined) unknown.set(file, key);
    else if (headers !== null) known.push({ file, headers });
  }
  return { known, unknown };
};
