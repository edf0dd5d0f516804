import { readCentralDirectory, type CentralRecord } from './directory/central-directory.ts';
import { findCentralDirectory } from './directory/end-record.ts';
import {
  type ExaminedEntry,
  type ExaminedZip,
  examineEntries,
  reportDuplicates,
} from './directory/examine-entries.ts';
import type { FileWindow } from './files/file-window.ts';
import { locateData } from './directory/local-header.ts';
import { recoverCentralDirectory } from './directory/recover-directory.ts';
import type { PackedBytes } from './format/zip-entry.ts';
import type { EntryProblem, ZipProblem } from './format/zip-problem.ts';

/** An entry of a zip, valid or not. */
export interface ListedEntry {
  /** The name in the zip. The name of a directory ends in `/`. */
  readonly name: string;
  /** Unix mode with its type bits; 0 if the zip has none. */
  readonly mode: number;
  /** The unpacked size in bytes, according to the directory of the zip. */
  readonly unpackedBytes: number;
  /** Undefined if the content can’t be read. */
  readonly packed: PackedBytes | undefined;
}

export interface ZipListing {
  /** Entries in the order of the file. */
  readonly entries: readonly ListedEntry[];
  readonly problems: readonly ZipProblem[];
}

/**
 * Lists everything that a tolerant reader finds in a zip, and the problems for which a strict one would refuse
 * it. If no reader can list the zip, there are only problems.
 */
export const listZip = (file: FileWindow): ZipListing => {
  const problems: ZipProblem[] = [];
  const found = findDirectory(file, problems);
  if (found === undefined) return { entries: [], problems };
  const zip = { file, place: found.place };
  const report = (problem: ZipProblem): unknown => problems.push(problem);
  const asWritten = readCentralDirectory(file, zip.place, report);
  const records = found.shift === 0 ? asWritten : asWritten.map((record) => shifted(record, found.shift));
  reportDuplicates(records, report);
  return { entries: listEntries(records, zip, problems), problems };
};

const shifted = (record: CentralRecord, by: number): CentralRecord => ({
  ...record,
  localOffset: record.localOffset + by,
});

const findDirectory = (file: FileWindow, problems: ZipProblem[]) => {
  const place = findCentralDirectory(file, (problem) => problems.push(problem));
  if (place !== undefined) return { place, shift: 0 };
  const recovered = recoverCentralDirectory(file);
  if (recovered !== undefined)
    problems.splice(
      0,
      problems.length,
      ...problems.map(({ text }) => ({ kind: 'ambiguous' as const, text })),
    );
  return recovered;
};

const listEntries = (
  records: readonly CentralRecord[],
  zip: ExaminedZip,
  problems: ZipProblem[],
): readonly ListedEntry[] => {
  const entries: ListedEntry[] = [];
  let dataEnd = 0;
  for (const examined of examineEntries(records, zip)) {
    const { record } = examined;
    const found = examined.problem === undefined ? examined.dataOffset : findData(zip.file, examined);
    // Entries with other problems may share their data too. It is unpacked once at most.
    const overlaps = found !== undefined && record.localOffset < dataEnd;
    const problem = overlaps ? overlapping : examined.problem;
    if (problem !== undefined) problems.push({ ...problem, name: record.name });
    const dataOffset = overlaps ? undefined : found;
    if (dataOffset !== undefined) dataEnd = dataOffset + record.compressedBytes;
    entries.push({
      name: nameOnLinux(record),
      mode: record.mode,
      unpackedBytes: record.unpackedBytes,
      packed: dataOffset === undefined ? undefined : toPacked(record, dataOffset),
    });
  }
  return entries;
};

const overlapping: EntryProblem = { kind: 'unreadable', text: 'overlaps an entry before it' };

const findData = (file: FileWindow, { record, problem }: ExaminedEntry): number | undefined =>
  problem?.kind === 'unreadable' ? undefined : locateData(file, record);

const toPacked = (record: CentralRecord, dataOffset: number): PackedBytes | undefined => {
  const { method, crc32, compressedBytes, unpackedBytes } = record;
  if (method !== 0 && method !== 8) return undefined;
  return { dataOffset, method, crc32, compressedBytes, unpackedBytes };
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Returns the name that Linux programs see. Info-ZIP on Unix writes and reads UTF-8 without marking it, so
 * valid UTF-8 is taken as such.
 */
const nameOnLinux = ({ name, rawName }: CentralRecord): string => {
  if (name === rawName) return name;
  try {
    return utf8.decode(Buffer.from(rawName, 'latin1'));
  } catch {
    return name;
  }
};
