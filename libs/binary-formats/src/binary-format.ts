import type { BinaryFormat } from './facts/binary-facts.ts';

/**
 * The format that a file begins like; its headers are not looked into. `0xcafebabe` begins Java classes too: where
 * a universal Mach-O has its number of architectures they have a version, 45 at least (JVM specification, 4.1).
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
