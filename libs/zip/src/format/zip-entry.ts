/** Stored or deflated: the two methods that wheels use and every unzip understands (APPNOTE 4.4.5). */
export type CompressionMethod = 0 | 8;

/** Where an entry's compressed bytes lie, and what the directory of the zip promises of them. Sizes in bytes. */
export interface PackedBytes {
  readonly dataOffset: number;
  readonly method: CompressionMethod;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
}

/** One file or directory of a zip, checked against its local header. */
export interface ZipEntry extends PackedBytes {
  /** As it stands in the zip; that of a directory ends in `/`. */
  readonly name: string;
  readonly directory: boolean;
  /** Any of its three x bits is set. */
  readonly executable: boolean;
}

/** Takes one problem, worded for a person; the reader goes on and finds the next. */
export type ReportProblem = (problem: string) => void;

/** An entry's name in a problem's line: quoted, with control characters made visible. */
export const quoteName = (name: string): string => JSON.stringify(name);
