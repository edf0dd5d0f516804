/** The minimum, median and maximum of a figure over all runs. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * Returns the spread of the values. The median of an even number of values is halfway between the middle two.
 * @throws RangeError for an empty list
 */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError('a spread needs a value');
  const half = sorted.length / 2;
  const lower = sorted[Math.ceil(half) - 1] ?? min;
  const upper = sorted[Math.floor(half)] ?? max;
  return { min, median: (lower + upper) / 2, max };
};

/** Returns the spread of the ratios of pairs, since a slow phase of the machine slows both runs of a pair. */
export const ratiosOf = (pairs: readonly (readonly [number, number])[]): Spread =>
  spreadOf(pairs.map(([above, below]) => above / below));
