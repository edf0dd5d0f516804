/** The two sizes of a file. The reader of a page chooses which one its size map and its shares show. */
export const measures = ['zipped', 'unpacked'] as const;

export type Measure = (typeof measures)[number];

/** Returns the size of a file, a package or a zip. */
export const sizeIn = (
  measure: Measure,
  { zippedBytes, unpackedBytes }: { readonly zippedBytes: number; readonly unpackedBytes: number },
): number => (measure === 'zipped' ? zippedBytes : unpackedBytes);
