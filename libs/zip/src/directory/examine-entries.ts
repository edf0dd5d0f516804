import type { CentralRecord } from './central-directory.ts';
import type { CentralDirectoryPlace } from './end-record.ts';
import { nameProblem } from '../format/entry-name.ts';
import type { FileWindow } from '../files/file-window.ts';
import { readLocalHeader } from './local-header.ts';
import type { EntryProblem, ReportZipProblem } from '../format/zip-problem.ts';
import { quoteName } from '../format/zip-entry.ts';

/** An entry that matches its headers, or the first problem found in it. */
export type ExaminedEntry =
  | { readonly record: CentralRecord; readonly dataOffset: number; readonly problem?: undefined }
  | { readonly record: CentralRecord; readonly problem: EntryProblem };

/** The zip that the records belong to. */
export interface ExaminedZip {
  readonly file: FileWindow;
  readonly place: CentralDirectoryPlace;
}

/** Compares each record with its local header and its neighbors, in the order of the file. */
export const examineEntries = function* (
  records: readonly CentralRecord[],
  { file, place }: ExaminedZip,
): Generator<ExaminedEntry> {
  let previous = { name: '', end: 0 };
  for (const record of [...records].sort((a, b) => a.localOffset - b.localOffset)) {
    const problem = recordProblem(record);
    const extent = problem ?? readLocalHeader(file, record);
    if ('kind' in extent) {
      yield { record, problem: extent };
      continue;
    }
    if (record.localOffset < previous.end)
      yield { record, problem: unreadable(`overlaps ${quoteName(previous.name)}`) };
    else if (extent.end > place.offset)
      yield { record, problem: unreadable('overlaps the directory of the zip') };
    else yield { record, dataOffset: extent.dataOffset };
    previous = { name: record.name, end: Math.max(previous.end, extent.end) };
  }
};

/** Reports names that are in the directory more than once. */
export const reportDuplicates = (records: readonly CentralRecord[], report: ReportZipProblem): void => {
  const seen = new Set<string>();
  for (const { name } of records) {
    if (seen.has(name)) report({ ...ambiguous('is in the zip twice'), name });
    seen.add(name);
  }
};

/** The bits of the file type in a Unix mode. */
export const fileType = { mask: 0o170000, directory: 0o040000, regular: 0o100000, symlink: 0o120000 };

const encryptionFlags = 0x2041;
const patchFlag = 0x0020;

const recordProblem = (record: CentralRecord): EntryProblem | undefined => {
  const bad = nameProblem(record.name);
  if (bad !== undefined) return { kind: 'path', text: bad };
  if ((record.flags & encryptionFlags) !== 0) return unreadable('is encrypted');
  if ((record.flags & patchFlag) !== 0) return unreadable('is a patch, not a file');
  if (record.method !== 0 && record.method !== 8)
    return unreadable(
      `is compressed with method ${String(record.method)}; only store (0) and deflate (8) are supported everywhere`,
    );
  if (record.method === 0 && record.compressedBytes !== record.unpackedBytes)
    return unreadable('is stored, but its two sizes differ');
  return typeProblem(record);
};

const typeProblem = (record: CentralRecord): EntryProblem | undefined => {
  const type = record.mode & fileType.mask;
  const isDirectory = record.name.endsWith('/');
  if (type === fileType.symlink) return { kind: 'symlink', text: 'is a symbolic link' };
  if (type !== 0 && type !== fileType.regular && type !== fileType.directory)
    return { kind: 'special', text: 'is neither a file nor a directory' };
  if (isDirectory && record.unpackedBytes !== 0) return ambiguous('is a directory with content');
  return undefined;
};

const unreadable = (text: string): EntryProblem => ({ kind: 'unreadable', text });
const ambiguous = (text: string): EntryProblem => ({ kind: 'ambiguous', text });
