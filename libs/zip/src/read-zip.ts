import { readCentralDirectory, type CentralRecord } from './directory/central-directory.ts';
import { findCentralDirectory } from './directory/end-record.ts';
import { examineEntries, reportDuplicates } from './directory/examine-entries.ts';
import type { FileWindow } from './files/file-window.ts';
import type { ReportProblem, ZipEntry } from './format/zip-entry.ts';
import { formatZipProblem, type ReportZipProblem } from './format/zip-problem.ts';

/**
 * Lists a zip strictly, because other programs will read it too: one end record, a directory that agrees with
 * the local headers, no overlapping entries, no name that could mean two paths (PKWARE APPNOTE 6.3.10).
 * Compressed data is not read.
 * @param report receives every problem; an entry with a problem is not listed
 */
export const readZip = (file: FileWindow, report: ReportProblem): readonly ZipEntry[] => {
  const reportLine: ReportZipProblem = (problem) => report(formatZipProblem(problem));
  const place = findCentralDirectory(file, reportLine);
  if (place === undefined) return [];
  const records = readCentralDirectory(file, place, reportLine);
  reportDuplicates(records, reportLine);
  const entries: ZipEntry[] = [];
  for (const examined of examineEntries(records, { file, place })) {
    const { record, problem } = examined;
    if (problem === undefined) entries.push(toEntry(record, examined.dataOffset));
    else reportLine({ ...problem, name: record.name });
  }
  return entries;
};

const toEntry = (record: CentralRecord, dataOffset: number): ZipEntry => ({
  name: record.name,
  directory: record.name.endsWith('/'),
  executable: (record.mode & 0o111) !== 0,
  method: record.method === 0 ? 0 : 8,
  crc32: record.crc32,
  compressedBytes: record.compressedBytes,
  unpackedBytes: record.unpackedBytes,
  dataOffset,
});
