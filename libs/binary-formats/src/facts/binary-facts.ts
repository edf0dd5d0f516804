export type BinaryFormat = 'elf' | 'mach-o' | 'pe';

/** The platform of a binary. `linux` is a file that needs neither glibc nor musl. */
export type BinaryPlatform = 'linux' | 'linux-gnu' | 'linux-musl' | 'macos' | 'windows';

export type BinaryKind = 'extension module' | 'shared library' | 'executable';

/** The newest symbol version of one kind that a file needs. */
export interface NeededVersion {
  /** `2.28`, compared number by number. */
  readonly version: string;
  /** As written in the file: `GLIBC_2.28`. */
  readonly name: string;
  /** The library that must provide it: `libc.so.6`. */
  readonly library: string;
  /** One symbol with this version. Looked up only if the target does not have the version. */
  readonly symbol?: string;
}

/** The facts in the headers of a file, independent of its name and place. */
export interface BinaryHeaders {
  readonly format: BinaryFormat;
  /**
   * Lambda’s names `x86_64` and `arm64`, and the usual names of other processors. A universal Mach-O file has
   * several.
   */
  readonly architectures: readonly string[];
  readonly platform: BinaryPlatform;
  readonly kind: BinaryKind;
  /** The libraries that it requests from the loader: DT_NEEDED, LC_LOAD_DYLIB. Not read from PE files. */
  readonly needed: readonly string[];
  /** Its name as a library: DT_SONAME, LC_ID_DYLIB. */
  readonly soname?: string;
  /** The folders in DT_RUNPATH, otherwise in DT_RPATH, with `$ORIGIN` as written. */
  readonly searchPath: readonly string[];
  /** Whether the search path precedes LD_LIBRARY_PATH, as DT_RPATH without DT_RUNPATH does (ld.so(8)). */
  readonly searchedFirst: boolean;
  readonly glibc?: NeededVersion;
  readonly glibcxx?: NeededVersion;
  readonly cxxabi?: NeededVersion;
  readonly executableStack: boolean;
  readonly textRelocations: boolean;
  /** The reason why the headers are damaged and there are no more facts. */
  readonly damage?: string;
}

/** One binary of a layer. */
export interface BinaryFacts extends BinaryHeaders {
  /** The path in the zip. */
  readonly path: string;
  /** The distribution it came from. */
  readonly package?: string;
  /** The unpacked size in bytes. */
  readonly bytes: number;
  /** The Python that its name says it is for: `cpython-312-x86_64-linux-gnu`, `abi3`, `cp312-win_amd64`. */
  readonly pythonTag?: string;
  /** The tags of the wheel it came from, from the WHEEL file: `cp311-abi3-manylinux_2_34_x86_64`. */
  readonly wheelTags: readonly string[];
}
