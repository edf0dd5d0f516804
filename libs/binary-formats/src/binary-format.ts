import type { BinaryFormat } from './facts/binary-facts.ts';

/**
 * Returns the format whose magic number a file starts with. Its headers are not read. `0xcafebabe` also starts
 * Java classes: the field that holds the number of architectures in a universal Mach-O file holds a version of
 * at least 45 there (JVM specification, 4.1).
 */
export const formatOf = (start: Buffer): BinaryFormat | undefined => {
  if (start.length < 8) return undefined;
  const magic = start.readUInt32BE(0);
  if (magic === 0x7f454c46) return 'elf';
  if (thinMachO.has(magic)) return 'mach-o';
  if (magic === 0xcafebabe || magic === 0xcafebabf) return start.readUInt32BE(4) < 45 ? 'mach-o' : undefined;
  return start.toString('latin1', 0, 2) === 'MZ' ? 'pe' : undefined;
};

/** MH_MAGIC and MH_MAGIC_64 in either byte order (mach-o/loader.h). */
const thinMachO: ReadonlySet<number> = new Set([0xfeedface, 0xcefaedfe, 0xfeedfacf, 0xcffaedfe]);
