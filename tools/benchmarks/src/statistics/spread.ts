/** What a figure was over the runs. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * The middle of the values and how far they lie apart; the middle of an even number of them is halfway
 * between two. No value at all is an error of the caller.
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

/** Ratios run by run: what slowed the machine down for a while slowed both of a pair. */
export const ratiosOf = (pairs: readonly (readonly [number, number])[]): Spread =>
  spreadOf(pairs.map(([above, below]) => above / below));
