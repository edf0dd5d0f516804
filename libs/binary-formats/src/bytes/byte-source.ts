/** The unpacked bytes of a file. */
export interface ByteSource {
  /** The size in bytes. */
  readonly size: number;
  /**
   * Returns the bytes at `offset`, valid until the next call. Returns undefined if the file ends before them,
   * can’t be unpacked, or is asked for more than a header could mean. Cheap in ascending order.
   */
  readonly read: (offset: number, length: number) => Promise<Buffer | undefined>;
}

/** A limit for reads, so that a damaged header can’t fill the memory. The tables of real files are far smaller. */
const longestRead = 1 << 22;

/** Returns whether a read is within the file and the limit. */
export const isWithin = (size: number, offset: number, length: number): boolean =>
  Number.isSafeInteger(offset) &&
  offset >= 0 &&
  length >= 0 &&
  length <= longestRead &&
  offset + length <= size;

/** Returns a source of bytes that are already in memory. */
export const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: (offset, length) =>
    Promise.resolve(
      isWithin(bytes.length, offset, length) ? bytes.subarray(offset, offset + length) : undefined,
    ),
});
