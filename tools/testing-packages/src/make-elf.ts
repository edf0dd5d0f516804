/** The fields of a generated ELF file. The default is the least that a loader reads, for x86_64. */
export interface MadeElf {
  /** e_machine: 62 is x86_64, 183 arm64. */
  readonly machine?: number;
  /** e_type: 1 object, 2 executable, 3 dynamic, 4 core. */
  readonly type?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly rpath?: string;
  readonly runpath?: string;
  /** Needed versions by library: `{ 'libc.so.6': ['GLIBC_2.17'] }`. */
  readonly versions?: Readonly<Record<string, readonly string[]>>;
  /** The version of each imported symbol. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** Other names in the string table. */
  readonly names?: readonly string[];
  /** Versions that are marked as weakly needed. */
  readonly weak?: readonly string[];
  readonly executableStack?: boolean;
  readonly textRelocations?: boolean;
  /** A position-independent program. */
  readonly pie?: boolean;
  /** A file without a dynamic section. */
  readonly isStatic?: boolean;
  /** The number of bytes between the tables and the dynamic section that refers to them. */
  readonly gap?: number;
}

const headerBytes = 64;
const segmentBytes = 56;

/** The address of the only segment, which holds the whole file. An address is this plus an offset. */
const base = 0x10000;

export const makeElf = (made: MadeElf = {}): Buffer => {
  const strings = stringTable();
  const interpreter = Buffer.from(made.interpreter === undefined ? '' : `${made.interpreter}\0`);
  const versions = versionNeeds(made, strings);
  const symbols = symbolTables(made, versions.indexes, strings);
  const entries = dynamicEntries(made, strings);
  for (const name of made.names ?? []) strings.add(name);
  const parts = { interpreter, versions: versions.bytes, ...symbols, strings: strings.bytes() };
  const places = new Map<string, number>();
  let at = headerBytes + 4 * segmentBytes;
  for (const [name, bytes] of Object.entries(parts)) {
    places.set(name, at);
    at += bytes.length;
  }
  at += made.gap ?? 0;
  const address = (name: string): number => base + (places.get(name) ?? 0);
  const dynamic = dynamicSection([
    ...entries,
    [5, address('strings')],
    [10, parts.strings.length],
    [6, address('table')],
    ...(versions.count === 0
      ? []
      : ([
          [0x6ffffff0, address('numbers')],
          [0x6ffffffe, address('versions')],
          [0x6fffffff, versions.count],
        ] as const)),
  ]);
  const total = at + dynamic.length;
  const segments = [
    segment(1, { offset: 0, address: base, bytes: total }),
    segment(0x6474e551, { flags: made.executableStack === true ? 7 : 6 }),
    ...(made.isStatic === true
      ? []
      : [segment(2, { offset: at, address: base + at, bytes: dynamic.length })]),
    ...(made.interpreter === undefined
      ? []
      : [segment(3, { offset: places.get('interpreter') ?? 0, bytes: interpreter.length })]),
  ];
  const table = Buffer.concat([...segments, Buffer.alloc(4 * segmentBytes)]).subarray(0, 4 * segmentBytes);
  const filler = Buffer.alloc(made.gap ?? 0, 'filler');
  return Buffer.concat([header(made, segments.length), table, ...Object.values(parts), filler, dynamic]);
};

const header = ({ machine = 62, type = 3 }: MadeElf, segments: number): Buffer => {
  const bytes = Buffer.alloc(headerBytes);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(headerBytes), 32);
  bytes.writeUInt16LE(headerBytes, 52);
  bytes.writeUInt16LE(segmentBytes, 54);
  bytes.writeUInt16LE(segments, 56);
  return bytes;
};

interface SegmentFields {
  readonly offset?: number;
  readonly address?: number;
  readonly bytes?: number;
  readonly flags?: number;
}

const segment = (type: number, { offset = 0, address = 0, bytes = 0, flags = 4 }: SegmentFields): Buffer => {
  const made = Buffer.alloc(segmentBytes);
  made.writeUInt32LE(type, 0);
  made.writeUInt32LE(flags, 4);
  made.writeBigUInt64LE(BigInt(offset), 8);
  made.writeBigUInt64LE(BigInt(address), 16);
  made.writeBigUInt64LE(BigInt(address), 24);
  made.writeBigUInt64LE(BigInt(bytes), 32);
  made.writeBigUInt64LE(BigInt(bytes), 40);
  return made;
};

interface Strings {
  readonly add: (text: string) => number;
  readonly bytes: () => Buffer;
}

const stringTable = (): Strings => {
  let all = '\0';
  return {
    add: (text) => {
      const offset = all.length;
      all += `${text}\0`;
      return offset;
    },
    bytes: () => Buffer.from(all, 'latin1'),
  };
};

const versionNeeds = (
  { versions = {}, weak = [] }: MadeElf,
  strings: Strings,
): { readonly bytes: Buffer; readonly count: number; readonly indexes: ReadonlyMap<string, number> } => {
  const indexes = new Map<string, number>();
  const libraries = Object.entries(versions);
  const blocks = libraries.map(([library, names], place) => {
    const block = Buffer.alloc(16 * (1 + names.length));
    block.writeUInt16LE(1, 0);
    block.writeUInt16LE(names.length, 2);
    block.writeUInt32LE(strings.add(library), 4);
    block.writeUInt32LE(16, 8);
    block.writeUInt32LE(place === libraries.length - 1 ? 0 : block.length, 12);
    for (const [index, name] of names.entries()) {
      indexes.set(name, indexes.size + 2);
      const at = 16 * (index + 1);
      block.writeUInt16LE(weak.includes(name) ? 2 : 0, at + 4);
      block.writeUInt16LE(indexes.get(name) ?? 0, at + 6);
      block.writeUInt32LE(strings.add(name), at + 8);
      block.writeUInt32LE(index === names.length - 1 ? 0 : 16, at + 12);
    }
    return block;
  });
  return { bytes: Buffer.concat(blocks), count: libraries.length, indexes };
};

const symbolTables = (
  { symbols = {} }: MadeElf,
  indexes: ReadonlyMap<string, number>,
  strings: Strings,
): { readonly table: Buffer; readonly numbers: Buffer } => {
  const all = Object.entries(symbols);
  const table = Buffer.alloc(24 * (all.length + 1));
  const numbers = Buffer.alloc(2 * (all.length + 1));
  for (const [index, [name, version]] of all.entries()) {
    table.writeUInt32LE(strings.add(name), 24 * (index + 1));
    numbers.writeUInt16LE(indexes.get(version) ?? 1, 2 * (index + 1));
  }
  return { table, numbers };
};

type Entry = readonly [tag: number, value: number];

const dynamicEntries = (made: MadeElf, strings: Strings): readonly Entry[] => {
  const text = (tag: number, value: string | undefined): readonly Entry[] =>
    value === undefined ? [] : [[tag, strings.add(value)]];
  return [
    ...(made.needed ?? []).flatMap((name) => text(1, name)),
    ...text(14, made.soname),
    ...text(15, made.rpath),
    ...text(29, made.runpath),
    ...(made.textRelocations === true ? ([[22, 0]] as const) : []),
    ...(made.pie === true ? ([[0x6ffffffb, 0x08000000]] as const) : []),
  ];
};

const dynamicSection = (entries: readonly Entry[]): Buffer => {
  const bytes = Buffer.alloc(16 * (entries.length + 1));
  for (const [index, [tag, value]] of entries.entries()) {
    bytes.writeBigUInt64LE(BigInt(tag), 16 * index);
    bytes.writeBigUInt64LE(BigInt(value), 16 * index + 8);
  }
  return bytes;
};
