import { decodeName } from './entry-name.ts';
import type { CentralDirectoryPlace } from './end-record.ts';
import { readExtraFields } from './extra-fields.ts';
import { quoteName, type ReportProblem } from './zip-entry.ts';

/** One header of the central directory (APPNOTE 4.3.12), sizes resolved through zip64. */
export interface CentralRecord {
  readonly name: string;
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly localOffset: number;
  /** Unix mode with its type bits; 0 where the writer gave none. */
  readonly mode: number;
}

const headerBytes = 46;
const allOnes = 0xffffffff;

/** Every record of the directory; stops at the first that makes the rest unreadable. */
export const readCentralDirectory = (
  directory: Buffer,
  place: CentralDirectoryPlace,
  report: ReportProblem,
): readonly CentralRecord[] => {
  const records: CentralRecord[] = [];
  let at = 0;
  while (at < directory.length) {
    const end = recordEnd(directory, at);
    if (end === undefined) {
      report(`has a damaged directory: no whole record at byte ${String(place.offset + at)}`);
      return records;
    }
    const record = readRecord(directory.subarray(at, end), report);
    if (record !== undefined) records.push(record);
    at = end;
    if (records.length > place.entries) break;
  }
  if (records.length !== place.entries)
    report(
      `has another number of usable directory records than its end record says (${String(place.entries)})`,
    );
  return records;
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

const readRecord = (header: Buffer, report: ReportProblem): CentralRecord | undefined => {
  const nameEnd = headerBytes + header.readUInt16LE(28);
  const rawName = header.subarray(headerBytes, nameEnd);
  const flags = header.readUInt16LE(8);
  const name = decodeName(rawName, (flags & 0x0800) !== 0);
  if (name === undefined) {
    report(`${quoteName(rawName.toString('latin1'))} is marked as UTF-8 and is not`);
    return undefined;
  }
  const sizes = resolveSizes(header, header.subarray(nameEnd, nameEnd + header.readUInt16LE(30)), rawName);
  if (typeof sizes === 'string') {
    report(`${quoteName(name)} ${sizes}`);
    return undefined;
  }
  return {
    name,
    rawName,
    flags,
    method: header.readUInt16LE(10),
    crc32: header.readUInt32LE(16),
    ...sizes,
    mode: header.readUInt16LE(40),
  };
};

type Sizes = Pick<CentralRecord, 'compressedBytes' | 'unpackedBytes' | 'localOffset'>;

/** A field that is all ones stands in the zip64 extra, in this order (APPNOTE 4.5.3). */
const resolveSizes = (header: Buffer, extraBytes: Buffer, rawName: Buffer): Sizes | string => {
  const extra = readExtraFields(extraBytes);
  if (extra === undefined) return 'has damaged extra fields';
  if (extra.unicodePath !== undefined && !extra.unicodePath.equals(rawName))
    return 'has a second, different name';
  if (header.readUInt16LE(34) !== 0) return 'is said to lie in another file of a split zip';
  const waiting = [...extra.zip64];
  const [unpackedBytes, compressedBytes, localOffset] = [24, 20, 42].map((at) => {
    const plain = header.readUInt32LE(at);
    return plain === allOnes ? Number(waiting.shift() ?? -1n) : plain;
  });
  if (unpackedBytes === undefined || compressedBytes === undefined || localOffset === undefined)
    return 'has no sizes';
  if (Math.min(unpackedBytes, compressedBytes, localOffset) < 0) return 'lacks the zip64 sizes it points at';
  if (Math.max(unpackedBytes, compressedBytes) >= allOnes) return 'is 4 GiB or larger: not supported';
  return { unpackedBytes, compressedBytes, localOffset };
};
