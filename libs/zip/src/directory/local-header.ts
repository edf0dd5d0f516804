import type { CentralRecord } from './central-directory.ts';
import { resolveFields } from '../format/extra-fields.ts';
import type { FileWindow } from '../files/file-window.ts';
import type { EntryProblem } from '../format/zip-problem.ts';

/** The position of an entry’s data in the file. */
export interface EntryExtent {
  readonly dataOffset: number;
  /** The end of the data, including its data descriptor if there is one. */
  readonly end: number;
}

const headerBytes = 30;
const descriptorFlag = 0x0008;
/**
 * The flags that change how an entry is read: encryption (0, 6, 13), data descriptor (3), patch data (5), UTF-8
 * (11).
 */
const meaningfulFlags = 0x2869;

/**
 * Reads the header in front of an entry’s data (APPNOTE 4.3.7) and compares it with the directory.
 * @returns the position of the data, or a problem
 */
export const readLocalHeader = (file: FileWindow, record: CentralRecord): EntryExtent | EntryProblem => {
  const nameEnd = headerBytes + record.rawName.length;
  const header = file.bytes(record.localOffset, nameEnd);
  if (header?.readUInt32LE(0) !== 0x04034b50) return lost;
  const extraBytes = header.readUInt16LE(28);
  const disagreement = compareWithRecord(header, record) ?? compareSizes(file, header, record);
  if (disagreement !== undefined) return { kind: 'ambiguous', text: disagreement };
  const dataOffset = record.localOffset + nameEnd + extraBytes;
  const dataEnd = dataOffset + record.compressedBytes;
  if (dataEnd > file.size) return { kind: 'unreadable', text: 'has data that extends beyond the file' };
  if ((record.flags & descriptorFlag) === 0) return { dataOffset, end: dataEnd };
  const descriptorBytes = matchDescriptor(file, dataEnd, record);
  if (descriptorBytes === undefined)
    return { kind: 'ambiguous', text: 'has a data descriptor that disagrees with the directory' };
  return { dataOffset, end: dataEnd + descriptorBytes };
};

/**
 * Returns the offset of an entry’s data according to the lengths in its local header, without checking the rest
 * of the header.
 * @returns undefined if there is no header, or if the data extends beyond the file
 */
export const locateData = (file: FileWindow, record: CentralRecord): number | undefined => {
  const header = file.bytes(record.localOffset, headerBytes);
  if (header?.readUInt32LE(0) !== 0x04034b50) return undefined;
  const dataOffset = record.localOffset + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  return dataOffset + record.compressedBytes > file.size ? undefined : dataOffset;
};

const lost: EntryProblem = {
  kind: 'unreadable',
  text: 'has no local header where the directory says',
};

const compareWithRecord = (header: Buffer, record: CentralRecord): string | undefined => {
  const { rawName, flags, method, crc32 } = record;
  if (header.readUInt16LE(26) !== rawName.length || header.toString('latin1', headerBytes) !== rawName)
    return differs('name');
  if (((header.readUInt16LE(6) ^ flags) & meaningfulFlags) !== 0) return differs('set of flags');
  if (header.readUInt16LE(8) !== method) return differs('compression method');
  return agrees(header.readUInt32LE(14), crc32, record) ? undefined : differs('CRC-32');
};

const compareSizes = (file: FileWindow, header: Buffer, record: CentralRecord): string | undefined => {
  const plain = [header.readUInt32LE(22), header.readUInt32LE(18)];
  const resolved = header.readUInt16LE(28) === 0 ? plain : resolveSizes(file, plain, { header, record });
  if (typeof resolved === 'string') return resolved;
  const [unpackedBytes = 0, compressedBytes = 0] = resolved;
  return agrees(unpackedBytes, record.unpackedBytes, record) &&
    agrees(compressedBytes, record.compressedBytes, record)
    ? undefined
    : differs('size');
};

/** Reads the sizes from the extra fields. It reads the header again, because the window may have moved. */
const resolveSizes = (
  file: FileWindow,
  plain: readonly number[],
  { header, record: { rawName, localOffset } }: { readonly header: Buffer; readonly record: CentralRecord },
): readonly number[] | string => {
  const nameEnd = headerBytes + rawName.length;
  const whole = file.bytes(localOffset, nameEnd + header.readUInt16LE(28));
  if (whole === undefined) return 'has a local header that extends beyond the file';
  return resolveFields({ rawName, plain, extra: whole.subarray(nameEnd) });
};

const differs = (what: string): string => `has a different ${what} in its local header than in the directory`;

/**
 * Returns whether a local field agrees with the directory. With a data descriptor it may be zero, because the
 * writer did not know its value yet.
 */
const agrees = (local: number, central: number, { flags }: CentralRecord): boolean =>
  local === central || (local === 0 && (flags & descriptorFlag) !== 0);

/**
 * Returns the size of the data descriptor after the data: CRC-32 and sizes, with or without a signature, with
 * sizes of 4 or 8 bytes (APPNOTE 4.3.9).
 */
const matchDescriptor = (file: FileWindow, at: number, record: CentralRecord): number | undefined => {
  const candidates = [4, 8].flatMap((width) => {
    const descriptor = Buffer.alloc(8 + 2 * width);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(record.crc32, 4);
    descriptor.writeUInt32LE(record.compressedBytes, 8);
    descriptor.writeUInt32LE(record.unpackedBytes, 8 + width);
    return [descriptor, descriptor.subarray(4)];
  });
  return candidates.find((candidate) => file.bytes(at, candidate.length)?.equals(candidate))?.length;
};
