import type { CentralDirectoryPlace } from './end-record.ts';
import type { FileWindow } from '../files/file-window.ts';

/** A directory that tolerant readers find, and the shift of its offsets. */
export interface RecoveredDirectory {
  readonly place: CentralDirectoryPlace;
  /**
   * The number of bytes before the first entry that the offsets don’t count, because something was put in front
   * of the zip.
   */
  readonly shift: number;
}

const endBytes = 22;
const locatorBytes = 20;
const zip64EndBytes = 56;
const longestTail = endBytes + 0xffff;

/**
 * Finds the central directory as unzip and Python’s zipfile do: from the last end record, even with bytes in
 * front of the zip, after its end, or before its end record.
 */
export const recoverCentralDirectory = (file: FileWindow): RecoveredDirectory | undefined => {
  const tailStart = Math.max(0, file.size - longestTail);
  const tail = file.bytes(tailStart, file.size - tailStart) ?? Buffer.alloc(0);
  const found = tail.subarray(0, Math.max(0, tail.length - endBytes + 4)).lastIndexOf('PK\x05\x06');
  const end = found < 0 ? undefined : readEnd(file, tailStart + found);
  if (end === undefined) return undefined;
  const shifts = [0, end.start - end.bytes - end.offset].filter((shift) => shift >= 0);
  const shift = shifts.find((by) => beginsDirectory(file, end, by));
  if (shift === undefined) return undefined;
  return { place: { offset: end.offset + shift, bytes: end.bytes, entries: end.entries }, shift };
};

/** Reads an end record. `start` is the offset of the first of the end records. */
const readEnd = (
  file: FileWindow,
  at: number,
): (CentralDirectoryPlace & { readonly start: number }) | undefined => {
  const zip64 = readZip64End(file, at - locatorBytes);
  const end = zip64 ?? file.bytes(at, endBytes);
  if (end === undefined) return undefined;
  return zip64 === undefined
    ? {
        entries: end.readUInt16LE(10),
        bytes: end.readUInt32LE(12),
        offset: end.readUInt32LE(16),
        start: at,
      }
    : {
        entries: Number(end.readBigUInt64LE(32)),
        bytes: Number(end.readBigUInt64LE(40)),
        offset: Number(end.readBigUInt64LE(48)),
        start: at - locatorBytes - zip64EndBytes,
      };
};

/**
 * Reads the zip64 end record at the offset in the locator, or directly before the locator if something was put
 * in front of the zip.
 */
const readZip64End = (file: FileWindow, locatorAt: number): Buffer | undefined => {
  const locator = file.bytes(locatorAt, locatorBytes);
  if (locator?.toString('latin1', 0, 4) !== 'PK\x06\x07') return undefined;
  const said = Number(locator.readBigUInt64LE(8));
  return [said, locatorAt - zip64EndBytes]
    .map((at) => Buffer.from(file.bytes(at, zip64EndBytes) ?? []))
    .find((record) => record.toString('latin1', 0, 4) === 'PK\x06\x06');
};

const beginsDirectory = (
  file: FileWindow,
  { offset, bytes }: CentralDirectoryPlace,
  shift: number,
): boolean =>
  bytes > 0 &&
  offset + shift + bytes <= file.size &&
  file.bytes(offset + shift, 4)?.toString('latin1') === 'PK\x01\x02';
