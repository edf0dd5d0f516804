export type BinaryFormat = 'elf' | 'mach-o' | 'pe';

/** `linux` needs no C library of either kind. */
export type BinaryPlatform = 'linux' | 'linux-gnu' | 'linux-musl' | 'macos' | 'windows';

export type BinaryKind = 'extension module' | 'shared library' | 'executable';

/** The newest of the versioned symbols that a file needs of one kind. */
export interface NeededVersion {
  /** `2.28`, compared number by number. */
  readonly version: string;
  /** As the file has it: `GLIBC_2.28`. */
  readonly name: string;
  /** The library it is asked of: `libc.so.6`. */
  readonly library: string;
  /** One symbol of this version; looked up where the target does not have the version. */
  readonly symbol?: string;
}

/** What the headers of one file say, whatever the file's name and place. */
export interface BinaryHeaders {
  readonly format: BinaryFormat;
  /** `x86_64` and `arm64` as Lambda has them; others by the field's usual names. Several of a universal Mach-O. */
  readonly architectures: readonly string[];
  readonly platform: BinaryPlatform;
  readonly kind: BinaryKind;
  /** Names that it asks the loader for: DT_NEEDED, LC_LOAD_DYLIB. Not read of PE files. */
  readonly needed: readonly string[];
  /** The name that it goes by among libraries: DT_SONAME, LC_ID_DYLIB. */
  readonly soname?: string;
  /** Folders of DT_RPATH, else of DT_RUNPATH, with `$ORIGIN` as written. */
  readonly searchPath: readonly string[];
  /** DT_RPATH alone comes before LD_LIBRARY_PATH (ld.so(8)). */
  readonly searchedFirst: boolean;
  readonly glibc?: NeededVersion;
  readonly glibcxx?: NeededVersion;
  readonly cxxabi?: NeededVersion;
  readonly executableStack: boolean;
  readonly textRelocations: boolean;
  /** Why there is no more to say: the headers are damaged. */
  readonly damage?: string;
}

/** One binary of a layer. */
export interface BinaryFacts extends BinaryHeaders {
  /** As it stands in the zip. */
  readonly path: string;
  /** The distribution it came from. */
  readonly package?: string;
  /** Unpacked. */
  readonly bytes: number;
  /** The Python it is for by its name: `cpython-312-x86_64-linux-gnu`, `abi3`, `cp312-win_amd64`. */
  readonly pythonTag?: string;
  /** Tags of the wheel it came from, by its WHEEL file: `cp311-abi3-manylinux_2_34_x86_64`. */
  readonly wheelTags: readonly string[];
}
