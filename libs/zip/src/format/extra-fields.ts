/** The fields of an entry in a zip header: the bytes of its name, its sizes and its position. */
export interface HeaderFields {
  readonly rawName: string;
  /** 32-bit fields in the order in which zip64 would hold them. */
  readonly plain: readonly number[];
  readonly extra: Buffer;
}

const zip64Id = 0x0001;
const unicodePathId = 0x7075;
const allOnes = 0xffffffff;

/**
 * Resolves the fields that are all ones from the zip64 extra field, which has them in the same order (APPNOTE
 * 4.5.3). A second name, which some readers prefer, must equal the first (APPNOTE 4.6.9).
 * @returns the fields, or a problem
 */
export const resolveFields = ({ rawName, plain, extra }: HeaderFields): readonly number[] | string => {
  const found = readExtraFields(extra);
  if (found === undefined) return 'has damaged extra fields';
  // The name follows a version and the CRC of the name it replaces.
  const secondName = found.get(unicodePathId)?.toString('latin1').slice(5);
  if (secondName !== undefined && secondName !== rawName) return 'has a second, different name';
  const zip64 = found.get(zip64Id) ?? Buffer.alloc(0);
  let at = 0;
  const resolved = plain.map((field) => {
    if (field !== allOnes) return field;
    at += 8;
    return at > zip64.length ? Number.NaN : Number(zip64.readBigUInt64LE(at - 8));
  });
  return resolved.some(Number.isNaN) ? 'lacks the zip64 sizes that it refers to' : resolved;
};

/** Returns the two fields that matter by id, or undefined if a field extends beyond the space or is there twice. */
const readExtraFields = (extra: Buffer): ReadonlyMap<number, Buffer> | undefined => {
  const fields = new Map<number, Buffer>();
  let at = 0;
  // Fewer than four bytes are padding that some tools use to align entries.
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = at + 4 + extra.readUInt16LE(at + 2);
    const matters = id === zip64Id || id === unicodePathId;
    if (end > extra.length || (matters && fields.has(id))) return undefined;
    if (matters) fields.set(id, extra.subarray(at + 4, end));
    at = end;
  }
  return fields;
};
