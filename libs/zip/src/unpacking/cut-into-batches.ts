/**
 * Cuts a list into batches of at most `batchBytes` unpacked bytes, in order. A larger item is a batch of its
 * own.
 */
export const cutIntoBatches = <Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  batchBytes: number,
): readonly (readonly Item[])[] => {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    room -= bytesOf(item);
    const batch = batches.at(-1);
    if (batch !== undefined && room >= 0) {
      batch.push(item);
    } else {
      batches.push([item]);
      room = batchBytes - bytesOf(item);
    }
  }
  return batches;
};
