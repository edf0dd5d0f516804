import type { ByteSource } from '../bytes/byte-source.ts';
import type { Extent } from './program-headers.ts';

/**
 * The dynamic section with its raw values: addresses, and offsets into the string table (ELF gABI, “Dynamic
 * Section”).
 */
export interface DynamicSection {
  readonly needed: readonly number[];
  readonly value: (tag: DynamicTag) => number | undefined;
}

/** Reads the dynamic section. Returns undefined if it is damaged. */
export const readDynamicSection = async (
  source: ByteSource,
  extent: Extent,
): Promise<DynamicSection | undefined> => {
  const table = await source.read(extent.offset, extent.bytes);
  if (table === undefined) return undefined;
  const needed: number[] = [];
  const values = new Map<number, number>();
  for (let at = 0; at + entryBytes <= table.length; at += entryBytes) {
    const tag = Number(table.readBigUInt64LE(at));
    const value = Number(table.readBigUInt64LE(at + 8));
    if (tag === 0) break;
    if (tag === neededTag) needed.push(value);
    else values.set(tag, value);
  }
  if (needed.length > mostNeeded) return undefined;
  return { needed, value: (tag) => values.get(tags[tag]) };
};

const entryBytes = 16;
const neededTag = 1;
/** A limit that no real file reaches. The names of a damaged file could fill the memory. */
const mostNeeded = 1024;

export type DynamicTag = keyof typeof tags;

const tags = {
  strings: 5,
  symbols: 6,
  stringBytes: 10,
  soname: 14,
  rpath: 15,
  textRelocations: 22,
  runpath: 29,
  flags: 30,
  symbolVersions: 0x6ffffff0,
  flags1: 0x6ffffffb,
  versionNeeds: 0x6ffffffe,
  versionNeedCount: 0x6fffffff,
} as const;
