import { bareHeaders, damagedHeaders } from '../facts/bare-headers.ts';
import type { BinaryHeaders, BinaryKind } from '../facts/binary-facts.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { cString } from '../bytes/c-string.ts';

/**
 * Reads a macOS program or library: its architectures, its kind, and the libraries that its first architecture
 * loads (mach-o/loader.h, mach-o/fat.h). Returns undefined for object files and symbol files.
 */
export const readMachO = async (source: ByteSource): Promise<BinaryHeaders | undefined> => {
  const bare = bareHeaders('mach-o');
  const magic = (await source.read(0, 4))?.readUInt32BE(0);
  if (magic !== 0xcafebabe && magic !== 0xcafebabf) return readThin(source, 0);
  const slices = await readSlices(source, magic === 0xcafebabf);
  if (slices === undefined) return damagedHeaders(bare, 'has a truncated table of architectures');
  const architectures = slices.map(({ cpu }) => architectureOf(cpu));
  const [first] = slices;
  if (first === undefined) return damagedHeaders(bare, 'contains no architecture');
  const thin = await readThin(source, first.offset);
  return thin === undefined ? undefined : { ...thin, architectures };
};

interface Slice {
  readonly cpu: number;
  readonly offset: number;
}

/** Reads the table of a universal file, which is always big-endian. */
const readSlices = async (source: ByteSource, wide: boolean): Promise<readonly Slice[] | undefined> => {
  const count = (await source.read(4, 4))?.readUInt32BE(0) ?? 0;
  const bytes = wide ? 32 : 20;
  const table = await source.read(8, count * bytes);
  if (table === undefined) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const at = index * bytes;
    const offset = wide ? Number(table.readBigUInt64BE(at + 8)) : table.readUInt32BE(at + 8);
    return { cpu: table.readUInt32BE(at), offset };
  });
};

const readThin = async (source: ByteSource, offset: number): Promise<BinaryHeaders | undefined> => {
  const bare = bareHeaders('mach-o');
  const header = await source.read(offset, 28);
  const magic = header?.readUInt32LE(0) ?? 0;
  if (header === undefined || !magics.has(magic))
    return damagedHeaders(bare, 'has no Mach-O header where one should be');
  const little = magic === 0xfeedface || magic === 0xfeedfacf;
  const word = (at: number): number => (little ? header.readUInt32LE(at) : header.readUInt32BE(at));
  const kind = kinds.get(word(12));
  if (kind === undefined) return undefined;
  const known: BinaryHeaders = { ...bare, architectures: [architectureOf(word(4))], kind };
  if (!little) return known;
  const start = offset + (magic === 0xfeedfacf ? 32 : 28);
  const commands = await source.read(start, word(20));
  const names = commands === undefined ? undefined : readNames(commands, word(16));
  return names === undefined ? damagedHeaders(known, 'has truncated load commands') : { ...known, ...names };
};

const magics: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe]);

/** The file types that a loader accepts: MH_EXECUTE, MH_DYLIB, MH_BUNDLE. */
const kinds: ReadonlyMap<number, BinaryKind> = new Map([
  [2, 'executable'],
  [6, 'shared library'],
  [8, 'extension module'],
]);

const architectureOf = (cpu: number): string =>
  architectures.get(cpu) ?? `Mach-O processor 0x${cpu.toString(16)}`;

const architectures: ReadonlyMap<number, string> = new Map([
  [7, 'i386'],
  [0x01000007, 'x86_64'],
  [12, 'arm'],
  [0x0100000c, 'arm64'],
  [0x0200000c, 'arm64_32'],
  [18, 'ppc'],
  [0x01000012, 'ppc64'],
]);

/** LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB. */
const loads: ReadonlySet<number> = new Set([0xc, 0x80000018, 0x8000001f]);
/** LC_ID_DYLIB. */
const identifies = 0xd;

const readNames = (commands: Buffer, count: number): Pick<BinaryHeaders, 'needed' | 'soname'> | undefined => {
  const needed: string[] = [];
  let soname: string | undefined;
  for (let done = 0, at = 0; done < count; done += 1) {
    if (at + 8 > commands.length) return undefined;
    const command = commands.readUInt32LE(at);
    const end = at + commands.readUInt32LE(at + 4);
    if (end < at + 8 || end > commands.length) return undefined;
    if (loads.has(command) || command === identifies) {
      const name =
        end < at + 12 ? undefined : cString(commands.subarray(at, end), commands.readUInt32LE(at + 8));
      if (name === undefined) return undefined;
      if (command === identifies) soname = name;
      else needed.push(name);
    }
    at = end;
  }
  return soname === undefined ? { needed } : { needed, soname };
};
