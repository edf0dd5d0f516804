import { formatNumber } from '@layerkit/failure';
import { decodeName } from '../format/entry-name.ts';
import type { CentralDirectoryPlace } from './end-record.ts';
import { resolveFields } from '../format/extra-fields.ts';
import type { FileWindow } from '../files/file-window.ts';
import { directoryLimits } from './directory-limits.ts';
import type { ReportZipProblem, ZipProblem } from '../format/zip-problem.ts';

/** A header of the central directory (APPNOTE 4.3.12), with sizes resolved through zip64. */
export interface CentralRecord {
  readonly name: string;
  /** The bytes of the name, one character each. */
  readonly rawName: string;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly localOffset: number;
  /** Unix mode with its type bits; 0 if the zip has none. */
  readonly mode: number;
}

const headerBytes = 46;
const fourGiB = 0xffffffff;

/**
 * Reads the records of the directory. Stops at the first one that makes the rest unreadable. Returns none of a
 * directory that is larger than any real one.
 */
export const readCentralDirectory = (
  file: FileWindow,
  place: CentralDirectoryPlace,
  report: ReportZipProblem,
): readonly CentralRecord[] => {
  const excess = excessOf(place);
  if (excess !== undefined) {
    report(tooLarge(excess));
    return [];
  }
  const directory = readDirectory(file, place);
  const records: CentralRecord[] = [];
  let count = 0;
  for (let at = 0, end: number | undefined; at < directory.length; at = end) {
    if (count === directoryLimits.entries) {
      report(tooLarge(mostEntries));
      return [];
    }
    end = recordEnd(directory, at);
    if (end === undefined) {
      report({
        kind: 'unreadable',
        text: `has a damaged directory: incomplete record at byte ${String(place.offset + at)}`,
      });
      return records;
    }
    const record = readRecord(directory, at, report);
    if (record !== undefined) records.push(record);
    count += 1;
  }
  if (count !== place.entries)
    report({
      kind: 'ambiguous',
      text: `has ${String(count)} records in its directory, but its end record says ${String(place.entries)}`,
    });
  return records;
};

const mostEntries = `${formatNumber(directoryLimits.entries)} entries`;
const mostBytes = `${formatNumber(directoryLimits.bytes)} bytes in its directory`;

const excessOf = ({ entries, bytes }: CentralDirectoryPlace): string | undefined => {
  if (entries > directoryLimits.entries) return mostEntries;
  return bytes > directoryLimits.bytes ? mostBytes : undefined;
};

const tooLarge = (than: string): ZipProblem => ({
  kind: 'unreadable',
  text: `has more than ${than}, more than any layer has, so it is not read`,
});

/** Reads the directory into a buffer of its own, because the window moves while the records point into it. */
const readDirectory = (file: FileWindow, { offset, bytes }: CentralDirectoryPlace): Buffer => {
  const directory = Buffer.allocUnsafe(bytes);
  return file.copy(directory, offset) ? directory : Buffer.alloc(0);
};

const recordEnd = (directory: Buffer, at: number): number | undefined => {
  if (at + headerBytes > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
  const end =
    at +
    headerBytes +
    directory.readUInt16LE(at + 28) +
    directory.readUInt16LE(at + 30) +
    directory.readUInt16LE(at + 32);
  return end > directory.length ? undefined : end;
};

const readRecord = (directory: Buffer, at: number, report: ReportZipProblem): CentralRecord | undefined => {
  const nameStart = at + headerBytes;
  const rawName = directory.toString('latin1', nameStart, nameStart + directory.readUInt16LE(at + 28));
  const flags = directory.readUInt16LE(at + 8);
  const name = decodeName(rawName, (flags & 0x0800) !== 0);
  if (name === undefined) {
    report({ kind: 'path', name: rawName, text: 'is marked as UTF-8 but is not valid UTF-8' });
    return undefined;
  }
  const sizes = readSizes(directory, at, rawName);
  if (typeof sizes === 'string') {
    report({ kind: 'unreadable', name, text: sizes });
    return undefined;
  }
  const method = directory.readUInt16LE(at + 10);
  const crc32 = directory.readUInt32LE(at + 16);
  const mode = directory.readUInt16LE(at + 40);
  return { name, rawName, flags, method, crc32, mode, ...sizes };
};

type Sizes = Pick<CentralRecord, 'compressedBytes' | 'unpackedBytes' | 'localOffset'>;

const readSizes = (directory: Buffer, at: number, rawName: string): Sizes | string => {
  if (directory.readUInt16LE(at + 34) !== 0) return 'is recorded in another file of a split zip';
  const plain = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ];
  const extraBytes = directory.readUInt16LE(at + 30);
  const extraStart = at + headerBytes + directory.readUInt16LE(at + 28);
  const resolved =
    extraBytes === 0
      ? plain
      : resolveFields({ rawName, plain, extra: directory.subarray(extraStart, extraStart + extraBytes) });
  if (typeof resolved === 'string') return resolved;
  const [unpackedBytes = 0, compressedBytes = 0, localOffset = 0] = resolved;
  return Math.max(unpackedBytes, compressedBytes, localOffset) >= fourGiB
    ? 'is 4 GiB or larger, or starts beyond 4 GiB, which is not supported'
    : { unpackedBytes, compressedBytes, localOffset };
};
