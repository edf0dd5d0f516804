/** Processor numbers in Mach-O files. */
const machOProcessors = { x86_64: 0x01000007, arm64: 0x0100000c } as const;

export type MachOProcessor = keyof typeof machOProcessors;

/**
 * Makes a Mach-O file for one architecture that loads some libraries. Type 2 is a program, 6 a library, 8 a
 * bundle, 1 an object.
 */
export const makeMachO = (processor: MachOProcessor, type = 8, needed: readonly string[] = []): Buffer => {
  const commands = needed.map((name) => {
    const bytes = Buffer.alloc(24 + Math.ceil((name.length + 1) / 8) * 8);
    bytes.writeUInt32LE(0xc, 0);
    bytes.writeUInt32LE(bytes.length, 4);
    bytes.writeUInt32LE(24, 8);
    bytes.write(name, 24);
    return bytes;
  });
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(machOProcessors[processor], 4);
  header.writeUInt32LE(type, 12);
  header.writeUInt32LE(commands.length, 16);
  header.writeUInt32LE(
    commands.reduce((sum, { length }) => sum + length, 0),
    20,
  );
  return Buffer.concat([header, ...commands]);
};

/** Makes a universal file of several Mach-O files. */
export const makeUniversal = (slices: Readonly<Partial<Record<MachOProcessor, Buffer>>>): Buffer => {
  const all = Object.entries(slices);
  const header = Buffer.alloc(4096 * (all.length + 1));
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(all.length, 4);
  for (const [index, [processor, slice]] of all.entries()) {
    const at = 8 + 20 * index;
    const offset = 4096 * (index + 1);
    header.writeUInt32BE(processor === 'arm64' ? machOProcessors.arm64 : machOProcessors.x86_64, at);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(slice.length, at + 12);
    slice.copy(header, offset);
  }
  return header;
};

/** Makes a Windows file for x86_64: a library, a program, or a .NET assembly. */
export const makePe = (kind: 'library' | 'program' | 'assembly'): Buffer => {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 0);
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE', 128);
  bytes.writeUInt16LE(0x8664, 132);
  bytes.writeUInt16LE(kind === 'program' ? 0x22 : 0x2022, 150);
  bytes.writeUInt16LE(0x20b, 152);
  if (kind === 'assembly') bytes.writeUInt32LE(72, 152 + 112 + 14 * 8 + 4);
  return bytes;
};
