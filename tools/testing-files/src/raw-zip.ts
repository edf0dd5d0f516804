import { crc32, deflateRawSync } from 'node:zlib';

/** Values to write in a header instead of the correct ones. */
interface HeaderFields {
  readonly signature?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly compressed?: number;
  readonly unpacked?: number;
  readonly offset?: number;
  readonly disk?: number;
  readonly name?: string | Buffer;
  readonly extra?: Buffer;
}

export interface RawEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly method?: 0 | 8;
  readonly level?: number;
  /** Unix mode with type bits. */
  readonly mode?: number;
  readonly flags?: number;
  /** Bytes after the data, such as a data descriptor. */
  readonly behind?: Buffer;
  /** Wrong values for both headers; `local` and `central` are for one of them. */
  readonly both?: HeaderFields;
  readonly local?: HeaderFields;
  readonly central?: HeaderFields;
}

export interface RawZipOptions {
  readonly comment?: string | Buffer;
  readonly before?: Buffer;
  readonly beforeDirectory?: Buffer;
  readonly beforeEnd?: Buffer;
  readonly end?: {
    readonly entries?: number;
    readonly bytes?: number;
    readonly offset?: number;
    readonly disk?: number;
  };
}

/** Returns the bytes of a zip that is correct except for the values given. */
export const rawZip = (entries: readonly RawEntry[], options: RawZipOptions = {}): Buffer => {
  const parts: Buffer[] = [options.before ?? Buffer.alloc(0)];
  const central: Buffer[] = [];
  const position = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  for (const entry of entries) {
    const offset = position();
    const content = Buffer.from(entry.content ?? '');
    const method = entry.method ?? 8;
    const data = method === 8 ? deflateRawSync(content, { level: entry.level ?? 6 }) : content;
    const truth = {
      flags: entry.flags ?? 0x0800,
      method,
      crc32: crc32(content),
      compressed: data.length,
      unpacked: content.length,
      offset,
      disk: 0,
      name: entry.name,
      extra: Buffer.alloc(0),
      ...entry.both,
    };
    parts.push(localHeader({ ...truth, ...entry.local }), data, entry.behind ?? Buffer.alloc(0));
    central.push(centralHeader({ ...truth, ...entry.central }, entry.mode ?? 0o100644));
  }
  parts.push(options.beforeDirectory ?? Buffer.alloc(0));
  const directory = Buffer.concat(central);
  const offset = position();
  const end = { entries: entries.length, bytes: directory.length, offset, disk: 0, ...options.end };
  return Buffer.concat([
    ...parts,
    directory,
    options.beforeEnd ?? Buffer.alloc(0),
    endRecord(end, Buffer.from(options.comment ?? '')),
  ]);
};

type Fields = Required<Omit<HeaderFields, 'signature'>> & Pick<HeaderFields, 'signature'>;

const common = (fields: Fields): Buffer => {
  const buffer = Buffer.alloc(24);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(fields.flags, 2);
  buffer.writeUInt16LE(fields.method, 4);
  buffer.writeUInt16LE(0x6c_64, 6);
  buffer.writeUInt16LE(0x58_21, 8);
  buffer.writeUInt32LE(fields.crc32, 10);
  buffer.writeUInt32LE(fields.compressed, 14);
  buffer.writeUInt32LE(fields.unpacked, 18);
  buffer.writeUInt16LE(Buffer.from(fields.name).length, 22);
  return buffer;
};

const uint16 = (value: number): Buffer => {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
};

export const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};

export const uint64 = (value: number | bigint): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};

const localHeader = (fields: Fields): Buffer =>
  Buffer.concat([
    uint32(fields.signature ?? 0x04034b50),
    common(fields),
    uint16(fields.extra.length),
    Buffer.from(fields.name),
    fields.extra,
  ]);

const centralHeader = (fields: Fields, mode: number): Buffer =>
  Buffer.concat([
    uint32(fields.signature ?? 0x02014b50),
    uint16((3 << 8) | 30),
    common(fields),
    uint16(fields.extra.length),
    uint16(0),
    uint16(fields.disk),
    uint16(0),
    uint32(mode * 0x10000),
    uint32(fields.offset),
    Buffer.from(fields.name),
    fields.extra,
  ]);

const endRecord = (
  end: { entries: number; bytes: number; offset: number; disk: number },
  comment: Buffer,
): Buffer =>
  Buffer.concat([
    uint32(0x06054b50),
    uint16(end.disk),
    uint16(end.disk),
    uint16(end.entries),
    uint16(end.entries),
    uint32(end.bytes),
    uint32(end.offset),
    uint16(comment.length),
    comment,
  ]);

/** Returns an extra field: its id, length and value. */
export const extraField = (id: number, ...values: readonly Buffer[]): Buffer => {
  const value = Buffer.concat(values);
  return Buffer.concat([uint16(id), uint16(value.length), value]);
};
