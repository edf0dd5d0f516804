import { formatCount } from './index.ts';

it('a count has a singular or plural noun, and commas in every locale', () => {
  expect([0, 1, 2, 7367].map((count) => formatCount(count, 'file'))).toEqual([
    '0 files',
    '1 file',
    '2 files',
    '7,367 files',
  ]);
  expect(formatCount(2, 'entry', 'entries')).toBe('2 entries');
});
