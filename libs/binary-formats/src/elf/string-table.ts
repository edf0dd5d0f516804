import type { ByteSource } from '../bytes/byte-source.ts';
import { cString } from '../bytes/c-string.ts';
import type { Extent } from './program-headers.ts';

/** Returns the text at an offset of a string table, or undefined if it was not read. */
export type StringTable = (offset: number) => string | undefined;

/** Reads some texts of a string table, which may have megabytes, each once and in ascending order. */
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

/** Paths may be long (PATH_MAX), and a search path may have several of them. */
const longestText = 1 << 14;
