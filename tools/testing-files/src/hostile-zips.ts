import { rawZip } from './raw-zip.ts';

/** Returns a zip with one entry that its directory lists under many names, all of the same length. */
export const manyNames = (names: readonly string[], content: string | Buffer): Buffer => {
  const [first = ''] = names;
  const one = rawZip([{ name: first, content }]);
  const end = one.length - 22;
  const start = one.readUInt32LE(end + 16);
  const record = one.subarray(start, end);
  const directory = Buffer.alloc(record.length * names.length);
  for (const [at, name] of names.entries()) {
    record.copy(directory, at * record.length);
    directory.write(name, at * record.length + 46);
  }
  const endRecord = Buffer.from(one.subarray(end));
  // More than 65,535 entries need zip64, unless one lies about their number.
  endRecord.writeUInt16LE(names.length & 0xffff, 8);
  endRecord.writeUInt16LE(names.length & 0xffff, 10);
  endRecord.writeUInt32LE(directory.length, 12);
  return Buffer.concat([one.subarray(0, start), directory, endRecord]);
};

/** Returns a zip in which each entry contains, stored, all entries after it, and the last one is deflated. */
export const nestedEntries = (names: readonly string[], content: Buffer): Buffer => {
  const [last = '', ...outer] = [...names].reverse();
  const localOf = (zip: Buffer): Buffer => zip.subarray(0, zip.readUInt32LE(zip.length - 6));
  const recordOf = (zip: Buffer): Buffer => zip.subarray(zip.readUInt32LE(zip.length - 6), zip.length - 22);
  let zip = rawZip([{ name: last, content, level: 9 }]);
  let local = localOf(zip);
  const records = [{ record: recordOf(zip), bytes: local.length }];
  for (const name of outer) {
    zip = rawZip([{ name, content: local, method: 0 }]);
    local = localOf(zip);
    records.push({ record: recordOf(zip), bytes: local.length });
  }
  const directory = Buffer.concat(
    records.map(({ record, bytes }) => {
      const placed = Buffer.from(record);
      placed.writeUInt32LE(local.length - bytes, 42);
      return placed;
    }),
  );
  const end = Buffer.from(zip.subarray(zip.length - 22));
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
};
