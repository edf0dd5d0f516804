import fc from 'fast-check';
import { formatNumber } from './format-number.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [52_428_800, '52,428,800'],
  [-1_234_567, '-1,234,567'],
])('the number %d is formatted as %s', (value, expected) => {
  expect(formatNumber(value)).toBe(expected);
});

it('an integer is formatted as in English', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(formatNumber(value)).toBe(new Intl.NumberFormat('en-US').format(value));
    }),
  );
});
