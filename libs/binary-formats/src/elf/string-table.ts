import type { ByteSource } from '../bytes/byte-source.ts';
import { cString } from '../bytes/c-string.ts';
import type { Extent } from './program-headers.ts';

/** Texts of a string table by their offsets; undefined for one that does not stand in it. */
export type StringTable = (offset: number) => string | undefined;

/** Reads texts of a table that may have megabytes, in ascending order, each read once. */
export const readStrings = async (
  source: ByteSource,
  table: Extent,
  offsets: readonly number[],
): Promise<StringTable> => {
  const found = new Map<number, string>();
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    if (offset < 0 || offset >= table.bytes) continue;
    const bytes = await source.read(table.offset + offset, Math.min(longestText, table.bytes - offset));
    const text = bytes && cString(bytes, 0);
    if (text !== undefined) found.set(offset, text);
  }
  return (offset) => found.get(offset);
};

/** Paths may be long (PATH_MAX), and a search path has several of them. */
const longestText = 1 << 14;
