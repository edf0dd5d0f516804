import { readCentralDirectory, type CentralRecord } from './central-directory.ts';
import { findCentralDirectory } from './end-record.ts';
import { nameProblem } from './entry-name.ts';
import type { FileWindow } from './file-window.ts';
import { readLocalHeader } from './local-header.ts';
import { quoteName, type ReportProblem, type ZipEntry } from './zip-entry.ts';

/**
 * Lists a zip as strictly as a file must be read that others will read too: one end record, a directory that
 * agrees with the local headers, no two entries over the same bytes, no name that could mean two paths
 * (PKWARE APPNOTE 6.3.10). Compressed data are not looked into.
 * @param report takes every problem found; an entry with a problem is not in the list.
 */
export const readZip = (file: FileWindow, report: ReportProblem): readonly ZipEntry[] => {
  const place = findCentralDirectory(file, report);
  const directory = place === undefined ? undefined : file.bytes(place.offset, place.bytes);
  if (place === undefined || directory === undefined) return [];
  // The window moves on below while the records still point into the directory.
  const records = [...readCentralDirectory(Buffer.from(directory), place, report)];
  reportDuplicates(records, report);
  records.sort((a, b) => a.localOffset - b.localOffset);
  const entries: ZipEntry[] = [];
  let previous = { name: '', end: 0 };
  for (const record of records) {
    const problem = recordProblem(record);
    const extent = problem ?? readLocalHeader(file, record);
    if (typeof extent === 'string') {
      report(`${quoteName(record.name)} ${extent}`);
      continue;
    }
    if (record.localOffset < previous.end)
      report(`${quoteName(record.name)} overlaps ${quoteName(previous.name)}`);
    else if (extent.end > place.offset) report(`${quoteName(record.name)} overlaps the directory of the zip`);
    else entries.push(toEntry(record, extent.dataOffset));
    previous = { name: record.name, end: Math.max(previous.end, extent.end) };
  }
  return entries;
};

const reportDuplicates = (records: readonly CentralRecord[], report: ReportProblem): void => {
  const seen = new Set<string>();
  for (const { name } of records) {
    if (seen.has(name)) report(`${quoteName(name)} stands in it twice`);
    seen.add(name);
  }
};

const encryptionFlags = 0x2041;
const patchFlag = 0x0020;
const fileType = { mask: 0o170000, directory: 0o040000, regular: 0o100000, symlink: 0o120000 };

const recordProblem = (record: CentralRecord): string | undefined => {
  const bad = nameProblem(record.name);
  if (bad !== undefined) return bad;
  if ((record.flags & encryptionFlags) !== 0) return 'is encrypted';
  if ((record.flags & patchFlag) !== 0) return 'is a patch, not a file';
  if (record.method !== 0 && record.method !== 8)
    return `is compressed by method ${String(record.method)}; only store (0) and deflate (8) can be spliced`;
  if (record.method === 0 && record.compressedBytes !== record.unpackedBytes)
    return 'is stored, but its two sizes differ';
  return typeProblem(record);
};

const typeProblem = (record: CentralRecord): string | undefined => {
  const type = record.mode & fileType.mask;
  const isDirectory = record.name.endsWith('/');
  if (type === fileType.symlink) return 'is a symbolic link';
  if (type !== 0 && type !== fileType.regular && type !== fileType.directory)
    return 'is neither a file nor a directory';
  if (isDirectory && record.unpackedBytes !== 0) return 'is a directory with content';
  return undefined;
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
