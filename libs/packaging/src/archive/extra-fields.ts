/** The extra fields of a header that change what the header says (APPNOTE 4.5.3, 4.6.9). */
export interface ExtraFields {
  /** The 64-bit values of the zip64 field, in the order they stand in. */
  readonly zip64: readonly bigint[];
  /** A second name for the entry, which some readers prefer. */
  readonly unicodePath?: Buffer;
}

const zip64Id = 0x0001;
const unicodePathId = 0x7075;
const none: ExtraFields = { zip64: [] };

/** @returns undefined when a field reaches beyond the space or stands there twice. */
export const readExtraFields = (extra: Buffer): ExtraFields | undefined => {
  if (extra.length === 0) return none;
  const fields = new Map<number, Buffer>();
  let at = 0;
  // Fewer than four bytes are padding: some writers align with them.
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = at + 4 + extra.readUInt16LE(at + 2);
    const matters = id === zip64Id || id === unicodePathId;
    if (end > extra.length || (matters && fields.has(id))) return undefined;
    if (matters) fields.set(id, extra.subarray(at + 4, end));
    at = end;
  }
  const unicodePath = fields.get(unicodePathId);
  return {
    zip64: bigIntegers(fields.get(zip64Id) ?? Buffer.alloc(0)),
    // Before the name stand a version and the CRC of the name it replaces.
    ...(unicodePath === undefined ? {} : { unicodePath: unicodePath.subarray(5) }),
  };
};

const bigIntegers = (value: Buffer): readonly bigint[] =>
  Array.from({ length: Math.floor(value.length / 8) }, (_, index) => value.readBigUInt64LE(index * 8));
