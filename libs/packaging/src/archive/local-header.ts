import type { CentralRecord } from './central-directory.ts';
import { readExtraFields } from './extra-fields.ts';
import type { FileWindow } from './file-window.ts';

/** Where an entry's own bytes lie in the file. */
export interface EntryExtent {
  readonly dataOffset: number;
  /** Behind the data, and behind the data descriptor where there is one. */
  readonly end: number;
}

const headerBytes = 30;
const allOnes = 0xffffffff;
const descriptorFlag = 0x0008;
/** Encryption (0, 6, 13), data descriptor (3), patch data (5), UTF-8 (11): what changes how an entry is read. */
const meaningfulFlags = 0x2869;

/**
 * Reads the header in front of an entry's data (APPNOTE 4.3.7) and holds it against the directory's.
 * @returns where the data lies, or what is wrong.
 */
export const readLocalHeader = (file: FileWindow, record: CentralRecord): EntryExtent | string => {
  const fixed = file.bytes(record.localOffset, headerBytes);
  if (fixed?.readUInt32LE(0) !== 0x04034b50) return 'has no local header where the directory says';
  const nameBytes = fixed.readUInt16LE(26);
  const header = file.bytes(record.localOffset, headerBytes + nameBytes + fixed.readUInt16LE(28));
  if (header === undefined) return 'has a local header that reaches beyond the file';
  const disagreement = compareWithRecord(header, headerBytes + nameBytes, record);
  if (disagreement !== undefined) return disagreement;
  const dataOffset = record.localOffset + header.length;
  const dataEnd = dataOffset + record.compressedBytes;
  if (dataEnd > file.size) return 'has data that reach beyond the file';
  if ((record.flags & descriptorFlag) === 0) return { dataOffset, end: dataEnd };
  const descriptorBytes = matchDescriptor(file, dataEnd, record);
  if (descriptorBytes === undefined) return 'has a data descriptor that disagrees with the directory';
  return { dataOffset, end: dataEnd + descriptorBytes };
};

const compareWithRecord = (header: Buffer, nameEnd: number, record: CentralRecord): string | undefined => {
  const differs = (what: string): string => `has another ${what} in its local header than in the directory`;
  if (!header.subarray(headerBytes, nameEnd).equals(record.rawName)) return differs('name');
  if (((header.readUInt16LE(6) ^ record.flags) & meaningfulFlags) !== 0) return differs('set of flags');
  if (header.readUInt16LE(8) !== record.method) return differs('compression method');
  const extra = readExtraFields(header.subarray(nameEnd));
  if (extra === undefined) return 'has damaged extra fields in its local header';
  if (extra.unicodePath !== undefined && !extra.unicodePath.equals(record.rawName))
    return differs('second name');
  const waiting = [...extra.zip64];
  const size = (at: number): number => {
    const plain = header.readUInt32LE(at);
    return plain === allOnes ? Number(waiting.shift() ?? -1n) : plain;
  };
  const [crc32, unpackedBytes, compressedBytes] = [header.readUInt32LE(14), size(22), size(18)];
  // With a data descriptor the writer did not know them yet, and most leave zeros.
  const agrees = (local: number, central: number): boolean =>
    local === central || ((record.flags & descriptorFlag) !== 0 && local === 0);
  if (!agrees(crc32, record.crc32)) return differs('CRC-32');
  return agrees(unpackedBytes, record.unpackedBytes) && agrees(compressedBytes, record.compressedBytes)
    ? undefined
    : differs('size');
};

/** CRC-32 and sizes behind the data, with or without a signature, sizes of 4 or 8 bytes (APPNOTE 4.3.9). */
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
