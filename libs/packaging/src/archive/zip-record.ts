import type { PackedBytes } from './zip-entry.ts';

/** What a written entry's headers say. */
export interface WrittenEntry extends Omit<PackedBytes, 'dataOffset'> {
  readonly name: string;
  readonly executable: boolean;
}

const localBytes = 30;
const centralBytes = 46;
export const endRecordBytes = 22;

const unix = 3;
const version = 20;
const utf8Flag = 0x0800;
/** 1980-01-01 00:00, the first moment a zip can name: no byte tells when or in which zone it was built. */
const date = { time: 0, day: 0x0021 };
const regularFile = 0o100000;

/** Bytes an entry takes in the zip: both headers, its name twice, its data. */
export const entryBytes = (entry: WrittenEntry): number =>
  localBytes + centralBytes + 2 * Buffer.byteLength(entry.name) + entry.compressedBytes;

export const localHeaderBytes = (name: string): number => localBytes + Buffer.byteLength(name);
export const centralHeaderBytes = (name: string): number => centralBytes + Buffer.byteLength(name);

/** Writes the header in front of an entry's data: no extra fields, no data descriptor (APPNOTE 4.3.7). */
export const writeLocalHeader = (entry: WrittenEntry, into: Buffer): void => {
  into.writeUInt32LE(0x04034b50, 0);
  into.writeUInt16LE(version, 4);
  writeCommon(entry, into, 6);
  into.writeUInt16LE(0, 28);
  into.write(entry.name, localBytes);
};

/** Writes the entry's header of the directory (APPNOTE 4.3.12). */
export const writeCentralHeader = (entry: WrittenEntry, localOffset: number, into: Buffer): void => {
  into.writeUInt32LE(0x02014b50, 0);
  into.writeUInt16LE((unix << 8) | version, 4);
  into.writeUInt16LE(version, 6);
  writeCommon(entry, into, 8);
  // Extra fields, comment, disk, internal attributes: none.
  into.fill(0, 30, 38);
  into.writeUInt32LE((regularFile | (entry.executable ? 0o755 : 0o644)) * 0x10000, 38);
  into.writeUInt32LE(localOffset, 42);
  into.write(entry.name, centralBytes);
};

export interface DirectoryFacts {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
}

export const writeEndRecord = ({ entries, offset, bytes }: DirectoryFacts, into: Buffer): void => {
  into.fill(0, 0, endRecordBytes);
  into.writeUInt32LE(0x06054b50, 0);
  into.writeUInt16LE(entries, 8);
  into.writeUInt16LE(entries, 10);
  into.writeUInt32LE(bytes, 12);
  into.writeUInt32LE(offset, 16);
};

/** The fields both headers share, in the same order: flags up to the name's length. */
const writeCommon = (entry: WrittenEntry, into: Buffer, at: number): void => {
  const nameBytes = Buffer.byteLength(entry.name);
  into.writeUInt16LE(nameBytes === entry.name.length ? 0 : utf8Flag, at);
  into.writeUInt16LE(entry.method, at + 2);
  into.writeUInt16LE(date.time, at + 4);
  into.writeUInt16LE(date.day, at + 6);
  into.writeUInt32LE(entry.crc32, at + 8);
  into.writeUInt32LE(entry.compressedBytes, at + 12);
  into.writeUInt32LE(entry.unpackedBytes, at + 16);
  into.writeUInt16LE(nameBytes, at + 20);
};
