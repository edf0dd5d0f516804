import { formatShare } from './index.ts';

it.each([
  [0, 100, '0 %'],
  [1, 1_000_000, '<1 %'],
  [454, 1000, '45 %'],
  [999_999, 1_000_000, '99 %'],
  [100, 100, '100 %'],
  [1_000_001, 1_000_000, '101 %'],
  [5, 2, '250 %'],
])('%d of %d is formatted as %s', (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});
