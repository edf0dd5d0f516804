import type { ByteSource } from '../bytes/byte-source.ts';

export interface SymbolTables {
  /** The offset of the symbols in the file. */
  readonly symbols: number;
  /** The offset of their version numbers (.gnu.version), one for each symbol. */
  readonly versions: number;
}

/**
 * Returns the name of the first symbol with a version number, as an offset into the string table, or undefined
 * if there is none. Imported symbols come first, so part of a long table is enough.
 */
export const symbolOfVersion = async (
  source: ByteSource,
  { symbols, versions }: SymbolTables,
  index: number,
): Promise<number | undefined> => {
  const bytes = Math.min(mostSymbols * 2, source.size - versions);
  const numbers = await source.read(versions, bytes - (bytes % 2));
  if (numbers === undefined) return undefined;
  for (let at = 2; at < numbers.length; at += 2)
    if ((numbers.readUInt16LE(at) & versionMask) === index) {
      const symbol = await source.read(symbols + (at / 2) * symbolBytes, symbolBytes);
      return symbol?.readUInt32LE(0);
    }
  return undefined;
};

const mostSymbols = 1 << 15;
/** The highest bit hides a symbol. */
const versionMask = 0x7fff;
const symbolBytes = 24;
