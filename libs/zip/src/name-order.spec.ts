import fc from 'fast-check';
import { compareUnits, sortByName } from './name-order.ts';

it('names are sorted by their bytes in UTF-8, whatever their characters', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'B', '/', '.', 'é', '\uff5e', '\ue000', '\u{1d11e}', '\u{10000}'),
  });
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const expected = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(sortByName(names, (text) => text)).toEqual(expected);
    }),
  );
});

it('a list that is already in order is returned as it is', () => {
  for (const names of [[], ['a'], ['', 'a', 'a', 'b'], ['\ue000', '\u{10000}']])
    expect(sortByName(names, (text) => text)).toBe(names);
});

it('compareUnits compares by code units', () => {
  const pairs = [
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
    ['\ue000', '\u{10000}', 1],
  ] as const;
  for (const [a, b, order] of pairs) expect(compareUnits(a, b)).toBe(order);
});
