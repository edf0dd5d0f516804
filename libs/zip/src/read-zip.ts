import { readCentralDirectory, type CentralRecord } from './directory/central-directory.ts';
import { findCentralDirectory } from './directory/end-record.ts';
import { examineEntries, reportDuplicates } from './directory/examine-entries.ts';
import type { FileWindow } from './files/file-window.ts';
import type { ReportProblem, ZipEntry } from './format/zip-entry.ts';
import { formatZipProblem, type ReportZipProblem } from './format/zip-problem.ts';

/**
 * Lists a zip as strictly as a file must be read that others will read too: one end record, a directory that
 * agrees with the local headers, no two entries over the same bytes, no name that could mean two paths
 * (PKWARE APPNOTE 6.3.10). Compressed data are not looked into.
 * @param report takes every problem found; an entry with a problem is not in the list.
 */
export const readZip = (file: FileWindow, report: ReportProblem): readonly ZipEntry[] => {
  const tell: ReportZipProblem = (problem) => report(formatZipProblem(problem));
  const place = findCentralDirectory(file, tell);
  const directory = place === undefined ? undefined : file.bytes(place.offset, place.bytes);
  if (place === undefined || directory === undefined) return [];
  // The window moves on below while the records still point into the directory.
  const records = readCentralDirectory(Buffer.from(directory), place, tell);
  reportDuplicates(records, tell);
  const entries: ZipEntry[] = [];
  for (const examined of examineEntries(records, { file, place })) {
    const { record, problem } = examined;
    if (problem === undefined) entries.push(toEntry(record, examined.dataOffset));
    else tell({ ...problem, name: record.name });
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
