/** A file's unpacked bytes, wherever they come from. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /**
   * The bytes at `offset`, valid until the next call. Undefined where the file does not reach that far, can't be
   * unpacked, or is asked for more than a header could mean. Cheap in ascending order.
   */
  readonly read: (offset: number, length: number) => Promise<Buffer | undefined>;
}

/** What stands in a header is no reason to fill the memory: tables of real files are far smaller. */
const longestRead = 1 << 22;

/** Whether a read could succeed at all. */
export const isWithin = (size: number, offset: number, length: number): boolean =>
  Number.isSafeInteger(offset) &&
  offset >= 0 &&
  length >= 0 &&
  length <= longestRead &&
  offset + length <= size;

/** Bytes that are in memory already. */
export const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: (offset, length) =>
    Promise.resolve(
      isWithin(bytes.length, offset, length) ? bytes.subarray(offset, offset + length) : undefined,
    ),
});
