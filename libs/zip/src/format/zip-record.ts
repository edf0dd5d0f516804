import type { ZipEntry } from './zip-entry.ts';

/** The fields in a written entry’s headers except its name. */
export type WrittenEntry = Pick<
  ZipEntry,
  'executable' | 'method' | 'crc32' | 'compressedBytes' | 'unpackedBytes'
>;

/** An entry with its name in the new zip. */
export interface NamedEntry {
  readonly name: string;
  readonly entry: WrittenEntry;
}

const localBytes = 30;
const centralBytes = 46;
export const endRecordBytes = 22;

const unix = 3;
const version = 20;
const utf8Flag = 0x0800;
/**
 * 1980-01-01 00:00, the earliest time in a zip, so that the bytes do not depend on when or in which time zone
 * it was built.
 */
const date = { time: 0, day: 0x0021 };
const regularFile = 0o100000;

/** Returns the number of bytes that an entry takes in the zip: both headers, each with its name, and the data. */
export const entryBytes = (name: string, compressedBytes: number): number =>
  localBytes + centralBytes + 2 * Buffer.byteLength(name) + compressedBytes;

export const localHeaderBytes = (name: string): number => localBytes + Buffer.byteLength(name);
export const centralHeaderBytes = (name: string): number => centralBytes + Buffer.byteLength(name);

/** Writes the header in front of an entry’s data, without extra fields or a data descriptor (APPNOTE 4.3.7). */
export const writeLocalHeader = (buffer: Buffer, at: number, named: NamedEntry): void => {
  buffer.writeUInt32LE(0x04034b50, at);
  buffer.writeUInt16LE(version, at + 4);
  writeCommon(buffer, at + 6, named);
  buffer.writeUInt16LE(0, at + 28);
  buffer.write(named.name, at + localBytes);
};

/** Writes the entry’s header in the directory (APPNOTE 4.3.12). */
export const writeCentralHeader = (
  buffer: Buffer,
  at: number,
  named: NamedEntry & { readonly localOffset: number },
): void => {
  buffer.writeUInt32LE(0x02014b50, at);
  buffer.writeUInt16LE((unix << 8) | version, at + 4);
  buffer.writeUInt16LE(version, at + 6);
  writeCommon(buffer, at + 8, named);
  // Extra fields, comment, disk, internal attributes: none.
  buffer.writeUInt32LE(0, at + 30);
  buffer.writeUInt32LE(0, at + 34);
  buffer.writeUInt32LE((regularFile | (named.entry.executable ? 0o755 : 0o644)) * 0x10000, at + 38);
  buffer.writeUInt32LE(named.localOffset, at + 42);
  buffer.write(named.name, at + centralBytes);
};

export interface DirectoryFacts {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
}

export const writeEndRecord = (buffer: Buffer, at: number, facts: DirectoryFacts): void => {
  buffer.fill(0, at, at + endRecordBytes);
  buffer.writeUInt32LE(0x06054b50, at);
  buffer.writeUInt16LE(facts.entries, at + 8);
  buffer.writeUInt16LE(facts.entries, at + 10);
  buffer.writeUInt32LE(facts.bytes, at + 12);
  buffer.writeUInt32LE(facts.offset, at + 16);
};

/** Writes the fields that both headers share, in the same order: from the flags to the length of the name. */
const writeCommon = (buffer: Buffer, at: number, { name, entry }: NamedEntry): void => {
  const nameBytes = Buffer.byteLength(name);
  buffer.writeUInt16LE(nameBytes === name.length ? 0 : utf8Flag, at);
  buffer.writeUInt16LE(entry.method, at + 2);
  buffer.writeUInt16LE(date.time, at + 4);
  buffer.writeUInt16LE(date.day, at + 6);
  buffer.writeUInt32LE(entry.crc32, at + 8);
  buffer.writeUInt32LE(entry.compressedBytes, at + 12);
  buffer.writeUInt32LE(entry.unpackedBytes, at + 16);
  buffer.writeUInt16LE(nameBytes, at + 20);
};
