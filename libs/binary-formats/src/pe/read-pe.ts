import type { BinaryHeaders } from '../facts/binary-facts.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { bareHeaders } from '../facts/bare-headers.ts';

/**
 * Reads the architecture and kind of a Windows program or library from its COFF header (Microsoft PE format,
 * “MS-DOS Stub”, “COFF File Header”). Returns undefined for files that merely start with `MZ`, and for .NET
 * assemblies, which run everywhere.
 */
export const readPe = async (source: ByteSource): Promise<BinaryHeaders | undefined> => {
  const stub = await source.read(0, Math.min(64, source.size));
  if (stub === undefined || stub.length < 64) return undefined;
  const header = await source.read(stub.readUInt32LE(60), 24);
  if (header === undefined) return undefined;
  if (header.readUInt32BE(0) !== 0x50450000) return undefined;
  if (await isAssembly(source, stub.readUInt32LE(60) + 24)) return undefined;
  const machine = header.readUInt16LE(4);
  const library = (header.readUInt16LE(22) & dllFlag) !== 0;
  return {
    ...bareHeaders('pe'),
    architectures: [machines.get(machine) ?? `PE machine 0x${machine.toString(16)}`],
    kind: library ? 'shared library' : 'executable',
  };
};

/**
 * Returns whether the .NET data directory is used, the 15th of the optional header (“Optional Header Data
 * Directories”).
 */
const isAssembly = async (source: ByteSource, offset: number): Promise<boolean> => {
  const magic = (await source.read(offset, 2))?.readUInt16LE(0);
  const directories = magic === 0x20b ? 112 : 96;
  const runtime = await source.read(offset + directories + 14 * 8, 8);
  return (magic === 0x20b || magic === 0x10b) && runtime !== undefined && runtime.readUInt32LE(4) !== 0;
};

/** IMAGE_FILE_DLL. */
const dllFlag = 0x2000;

const machines: ReadonlyMap<number, string> = new Map([
  [0x14c, 'i386'],
  [0x8664, 'x86_64'],
  [0xaa64, 'arm64'],
  [0x1c4, 'arm'],
]);
