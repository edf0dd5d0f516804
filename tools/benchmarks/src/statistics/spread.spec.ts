import * as fc from 'fast-check';
import { ratiosOf, spreadOf } from './spread.ts';

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });

it.each([
  [[3], { min: 3, median: 3, max: 3 }],
  [[10, 9, 1], { min: 1, median: 9, max: 10 }],
  [[10, 2, 1, 4], { min: 1, median: 3, max: 10 }],
])('the spread of %j', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it('a spread does not depend on the order of the runs', () => {
  fc.assert(
    fc.property(figures, (values) => {
      expect(spreadOf([...values].reverse())).toEqual(spreadOf(values));
    }),
  );
});

it('a spread has as many values at or below the median as at or above it', () => {
  fc.assert(
    fc.property(figures, (values) => {
      const { min, median, max } = spreadOf(values);
      const below = values.filter((value) => value <= median).length;
      const above = values.filter((value) => value >= median).length;
      expect(2 * below).toBeGreaterThanOrEqual(values.length);
      expect(2 * above).toBeGreaterThanOrEqual(values.length);
      expect([Math.min(...values), Math.max(...values)]).toEqual([min, max]);
    }),
  );
});

it('ratios are taken pair by pair, not from medians', () => {
  expect(
    ratiosOf([
      [10, 1],
      [20, 10],
      [30, 10],
    ]),
  ).toEqual({ min: 2, median: 3, max: 10 });
});

it('a spread of no values is an error', () => {
  expect(() => spreadOf([])).toThrow('a spread needs a value');
});
