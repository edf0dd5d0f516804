import fc from 'fast-check';
import { sortByName } from './name-order.ts';

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
