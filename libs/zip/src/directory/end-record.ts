import type { FileWindow } from '../files/file-window.ts';
import type { ReportZipProblem, ZipProblem } from '../format/zip-problem.ts';

/** The position of the central directory (APPNOTE 4.3.14–4.3.16). */
export interface CentralDirectoryPlace {
  readonly offset: number;
  readonly bytes: number;
  readonly entries: number;
}

const endSignature = 'PK\x05\x06';
const endBytes = 22;
const locatorBytes = 20;
const zip64EndBytes = 56;
const longestComment = 0xffff;

/**
 * Finds the central directory from the end of the zip. Nothing may follow the comment of the end record,
 * precede the origin of the entries’ offsets, or be between the directory and its end record, because programs
 * read such files differently.
 */
export const findCentralDirectory = (
  file: FileWindow,
  report: ReportZipProblem,
): CentralDirectoryPlace | undefined => {
  const found = findEndRecord(file, report);
  if (found === undefined) return undefined;
  const { start, record } = found;
  const plain: EndRecord = {
    disks: [record.readUInt16LE(4), record.readUInt16LE(6)],
    entriesHere: record.readUInt16LE(8),
    entries: record.readUInt16LE(10),
    bytes: record.readUInt32LE(12),
    offset: record.readUInt32LE(16),
    start,
  };
  const end = withZip64(file, plain, report);
  return end === undefined ? undefined : checkedPlace(end, report);
};

interface EndRecord extends CentralDirectoryPlace {
  readonly disks: readonly number[];
  readonly entriesHere: number;
  /** The offset of the end record. The directory must end there. */
  readonly start: number;
}

const findEndRecord = (
  file: FileWindow,
  report: ReportZipProblem,
): { readonly start: number; readonly record: Buffer } | undefined => {
  const tailStart = Math.max(0, file.size - endBytes - longestComment);
  const tail = file.bytes(tailStart, file.size - tailStart) ?? Buffer.alloc(0);
  const found: number[] = [];
  for (
    let at = tail.lastIndexOf(endSignature);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(endSignature, at - 1)
  ) {
    if (at + endBytes <= tail.length && at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
      found.push(at);
  }
  const [only, another] = found;
  if (only === undefined)
    report(whole('has no end record at its end: it is truncated, has bytes after its end, or is not a zip'));
  if (another !== undefined) report(whole('has two end records that both end where the file ends'));
  return only === undefined || another !== undefined
    ? undefined
    : { start: tailStart + only, record: tail.subarray(only) };
};

const withZip64 = (file: FileWindow, plain: EndRecord, report: ReportZipProblem): EndRecord | undefined => {
  const locatorAt = plain.start - locatorBytes;
  const locator = file.bytes(locatorAt, locatorBytes);
  if (locator?.toString('latin1', 0, 4) !== 'PK\x06\x07') return plain;
  const start = Number(locator.readBigUInt64LE(8));
  const record = start + zip64EndBytes === locatorAt ? file.bytes(start, zip64EndBytes) : undefined;
  if (record?.toString('latin1', 0, 4) !== 'PK\x06\x06' || record.readBigUInt64LE(4) !== 44n) {
    report(whole('has a zip64 locator that does not point to a zip64 end record'));
    return undefined;
  }
  const end: EndRecord = {
    disks: [record.readUInt32LE(16), record.readUInt32LE(20)],
    entriesHere: Number(record.readBigUInt64LE(24)),
    entries: Number(record.readBigUInt64LE(32)),
    bytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    start,
  };
  if (agree(plain, end)) return end;
  report(whole('has a zip64 end record that disagrees with its end record'));
  return undefined;
};

/**
 * Returns whether the two end records agree. A field of the plain record counts unless it is all ones (APPNOTE
 * 4.4.1.4).
 */
const agree = (plain: EndRecord, end: EndRecord): boolean =>
  (plain.entries === 0xffff || plain.entries === end.entries) &&
  (plain.entriesHere === 0xffff || plain.entriesHere === end.entriesHere) &&
  (plain.bytes === 0xffffffff || plain.bytes === end.bytes) &&
  (plain.offset === 0xffffffff || plain.offset === end.offset) &&
  plain.disks.every((disk, index) => disk === 0xffff || disk === end.disks[index]);

const checkedPlace = (end: EndRecord, report: ReportZipProblem): CentralDirectoryPlace | undefined => {
  if (end.disks.some((disk) => disk !== 0) || end.entriesHere !== end.entries) {
    report(whole('is one part of a split zip'));
    return undefined;
  }
  if (end.offset + end.bytes !== end.start) {
    report(
      whole(
        `has a directory that is not where the end record says: it would end at byte ${String(end.offset + end.bytes)}, ` +
          `but the end record starts at byte ${String(end.start)}`,
      ),
    );
    return undefined;
  }
  return { offset: end.offset, bytes: end.bytes, entries: end.entries };
};

const whole = (text: string): ZipProblem => ({ kind: 'unreadable', text });
