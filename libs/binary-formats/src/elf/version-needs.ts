import type { ByteSource } from '../bytes/byte-source.ts';

/** A version that a file needs of a library. Names are offsets into the string table. */
export interface VersionNeed {
  readonly library: number;
  readonly name: number;
  /** The number by which the file’s symbols refer to it. */
  readonly index: number;
}

/**
 * Reads the section .gnu.version_r (Linux Standard Base, “Symbol Versioning”). Weak needs are left out, because
 * the loader continues without them.
 * @returns undefined if the section is damaged
 */
export const readVersionNeeds = async (
  source: ByteSource,
  start: number,
  count: number,
): Promise<readonly VersionNeed[] | undefined> => {
  const table = await source.read(start, Math.min(mostBytes, source.size - start));
  if (table === undefined) return undefined;
  const needs: VersionNeed[] = [];
  let steps = 0;
  const isBroken = (place: number): boolean => place + partBytes > table.length || (steps += 1) > mostSteps;
  for (let done = 0, at = 0; done < count; done += 1) {
    if (isBroken(at)) return undefined;
    const library = table.readUInt32LE(at + 4);
    for (let left = table.readUInt16LE(at + 2), part = at + table.readUInt32LE(at + 8); left > 0; left -= 1) {
      if (isBroken(part)) return undefined;
      if ((table.readUInt16LE(part + 4) & weakFlag) === 0)
        needs.push({ library, name: table.readUInt32LE(part + 8), index: table.readUInt16LE(part + 6) });
      part += table.readUInt32LE(part + 12);
    }
    at += table.readUInt32LE(at + 12);
  }
  return needs;
};

/** Real files have tens of parts. Damaged ones may form a circle. */
const mostSteps = 2048;
const partBytes = 16;
const mostBytes = 1 << 16;
/** VER_FLG_WEAK. */
const weakFlag = 2;
