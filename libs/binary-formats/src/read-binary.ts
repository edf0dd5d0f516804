import { bareHeaders, damagedHeaders } from './facts/bare-headers.ts';
import type { BinaryFormat, BinaryHeaders } from './facts/binary-facts.ts';
import type { ByteSource } from './bytes/byte-source.ts';
import { formatOf } from './binary-format.ts';
import { readElf } from './elf/read-elf.ts';
import { readMachO } from './mach-o/read-mach-o.ts';
import { readPe } from './pe/read-pe.ts';
import type { ReadingFor } from './facts/reading-for.ts';

/**
 * Reads the headers of a file. Returns undefined if the file is not a binary that a loader accepts: text, an
 * object file, a core dump, an eBPF program. Damaged headers result in facts with `damage`; the content of a
 * file never makes it throw.
 */
export const readBinary = async (
  source: ByteSource,
  reading: ReadingFor,
): Promise<BinaryHeaders | undefined> => {
  const start = await source.read(0, Math.min(8, source.size));
  if (start === undefined) return damagedHeaders(bareHeaders('elf'), 'can’t be unpacked');
  const format = formatOf(start);
  if (format !== undefined) return readers[format](source, reading);
  return reading.isModule
    ? damagedHeaders(bareHeaders('elf'), 'is named like a compiled module but is not a binary')
    : undefined;
};

type Reader = (source: ByteSource, reading: ReadingFor) => Promise<BinaryHeaders | undefined>;

const readers: Readonly<Record<BinaryFormat, Reader>> = { elf: readElf, 'mach-o': readMachO, pe: readPe };
