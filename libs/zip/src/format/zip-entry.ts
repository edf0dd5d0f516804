/** Stored or deflated, the two methods that wheels use and every program supports (APPNOTE 4.4.5). */
export type CompressionMethod = 0 | 8;

/**
 * The position of an entry’s compressed bytes, and what the directory of the zip says about them. Sizes are in
 * bytes.
 */
export interface PackedBytes {
  readonly dataOffset: number;
  readonly method: CompressionMethod;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
}

/** One file or directory of a zip, checked against its local header. */
export interface ZipEntry extends PackedBytes {
  /** The name in the zip. The name of a directory ends in `/`. */
  readonly name: string;
  readonly directory: boolean;
  /** Whether any of its three x bits is set. */
  readonly executable: boolean;
}

/** Receives one problem as readable text. The reader continues and finds the next. */
export type ReportProblem = (problem: string) => void;

/** Formats an entry’s name for a message: quoted, with control characters made visible. */
export const quoteName = (name: string): string => JSON.stringify(name);
