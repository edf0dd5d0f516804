import type { ByteSource } from '../bytes/byte-source.ts';
import type { ElfHeader } from './elf-header.ts';

export interface Extent {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The parts of an ELF file that the loader uses (ELF gABI, “Program Header”). Unlike sections, they are never
 * stripped.
 */
export interface ProgramHeaders {
  readonly dynamic: Extent | undefined;
  readonly interpreter: Extent | undefined;
  readonly executableStack: boolean;
  /** Returns the offset in the file of the byte that is loaded at an address, or undefined if there is none. */
  readonly placeOf: (address: number) => number | undefined;
}

/**
 * Reads the program headers.
 * @returns a reason if they are damaged; it continues a sentence that starts with the file
 */
export const readProgramHeaders = async (
  source: ByteSource,
  { programHeaders: { offset, entryBytes, count } }: ElfHeader,
): Promise<ProgramHeaders | string> => {
  if (count === 0) return 'has no program headers';
  const table = entryBytes < 56 ? undefined : await source.read(offset, entryBytes * count);
  if (table === undefined) return 'has truncated program headers';
  const segments = Array.from({ length: count }, (_, index) => readSegment(table, index * entryBytes));
  const loaded = segments.filter(({ type }) => type === segmentTypes.load);
  if (loaded.some((segment) => segment.offset + segment.bytes > source.size))
    return 'is shorter than its program headers say';
  const find = (wanted: number): Segment | undefined => segments.find(({ type }) => type === wanted);
  return {
    dynamic: find(segmentTypes.dynamic),
    interpreter: find(segmentTypes.interpreter),
    executableStack: ((find(segmentTypes.stack)?.flags ?? 0) & executableFlag) !== 0,
    placeOf: (wanted) => {
      const segment = loaded.find(({ address, bytes }) => wanted >= address && wanted < address + bytes);
      return segment && segment.offset + (wanted - segment.address);
    },
  };
};

interface Segment extends Extent {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
}

/** Reads one program header. Numbers above 2^53 lose digits, but are far beyond any file anyway. */
const readSegment = (table: Buffer, at: number): Segment => ({
  type: table.readUInt32LE(at),
  flags: table.readUInt32LE(at + 4),
  offset: Number(table.readBigUInt64LE(at + 8)),
  address: Number(table.readBigUInt64LE(at + 16)),
  bytes: Number(table.readBigUInt64LE(at + 32)),
});

/** PT_LOAD, PT_DYNAMIC, PT_INTERP, PT_GNU_STACK. */
const segmentTypes = { load: 1, dynamic: 2, interpreter: 3, stack: 0x6474e551 } as const;
/** PF_X. */
const executableFlag = 1;
