import type { ByteSource } from '../bytes/byte-source.ts';
import { machineName } from './machine.ts';

/** The types of ELF files that a loader accepts (ELF gABI, e_type: ET_EXEC, ET_DYN). */
export type ElfType = 'executable' | 'dynamic';

export interface ElfHeader {
  readonly type: ElfType;
  readonly architecture: string;
  /** Whether it has 64 bits and is little-endian. Other files are not for Lambda and are not read further. */
  readonly readable: boolean;
  readonly programHeaders: { readonly offset: number; readonly entryBytes: number; readonly count: number };
}

/**
 * Reads the header. Returns undefined for object files, core dumps and files without a type, and `damaged` if
 * the header is truncated.
 */
export const readElfHeader = async (source: ByteSource): Promise<ElfHeader | 'damaged' | undefined> => {
  const start = await source.read(0, Math.min(64, source.size));
  if (start === undefined || start.length < 52) return 'damaged';
  const little = start[5] === 1;
  const half = (at: number): number => (little ? start.readUInt16LE(at) : start.readUInt16BE(at));
  const type = types.get(half(16));
  if (type === undefined) return undefined;
  const wide = start[4] === 2;
  const architecture = machineName(half(18), wide);
  const readable = wide && little;
  if (!readable) return { type, architecture, readable, programHeaders: none };
  if (start.length < 64) return 'damaged';
  return {
    type,
    architecture,
    readable,
    programHeaders: {
      offset: Number(start.readBigUInt64LE(32)),
      entryBytes: half(54),
      count: half(56),
    },
  };
};

const types: ReadonlyMap<number, ElfType> = new Map([
  [2, 'executable'],
  [3, 'dynamic'],
]);

const none = { offset: 0, entryBytes: 0, count: 0 };
