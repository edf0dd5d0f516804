import { isComparable } from './pep440.ts';

it.each([
  ['1.0', true],
  ['9'.repeat(15), true],
  ['9'.repeat(16), false],
  [`1.${'9'.repeat(8)}.${'9'.repeat(8)}`, true],
  ['1.'.repeat(2048), true],
  [`${'1.'.repeat(2048)}1`, false],
  ['a'.repeat(16), true],
])('a version like %.20s can be compared: %s', (text, comparable) => {
  expect(isComparable(text)).toBe(comparable);
});
