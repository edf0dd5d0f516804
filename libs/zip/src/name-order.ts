/**
 * Sorts by the bytes of the names in UTF-8, which is the same order on every host. Comparing UTF-16 code units,
 * as strings do, gives the same order unless a name has characters beyond the basic plane.
 */
export const sortByName = <T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] => {
  const names = items.map(nameOf);
  const compare = names.some((name) => /[\ud800-\udfff]/.test(name)) ? compareBytes : compareUnits;
  // Most lists come from zips that are already in this order.
  if (names.every((name, at) => compare(names[at - 1] ?? '', name) <= 0)) return items;
  return [...items].sort((a, b) => compare(nameOf(a), nameOf(b)));
};

/** Compares strings by code units, the same in every locale. */
export const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
