import fc from 'fast-check';
import { pageOf } from './page.ts';

const byName = { key: (name: string) => name, after: (name: string, key: string) => name > key };
const names = fc.uniqueArray(fc.string()).map((list) => [...list].sort());

const readAll = (list: readonly string[], maxItems: number | undefined): readonly (readonly string[])[] => {
  const pages: (readonly string[])[] = [];
  for (let marker: string | undefined; ;) {
    const page = pageOf(list, { marker, maxItems }, byName);
    pages.push(page.items);
    marker = page.next.NextMarker;
    if (marker === undefined) return pages;
  }
};

it('the pages together are the list, and only a single page may be empty', () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 50 }), (list, maxItems) => {
      const pages = readAll(list, maxItems);
      expect(pages.flat()).toEqual(list);
      expect(pages.every((page) => page.length <= maxItems && (page.length > 0 || pages.length === 1))).toBe(
        true,
      );
    }),
  );
});

it('an item that is removed between two pages hides no other item', () => {
  const { items, next } = pageOf(['a', 'b', 'c', 'd'], { marker: undefined, maxItems: 2 }, byName);
  expect(items).toEqual(['a', 'b']);
  const rest = pageOf(['a', 'c', 'd'], { marker: next.NextMarker, maxItems: 2 }, byName);
  expect(rest).toEqual({ items: ['c', 'd'], next: {} });
});

it('a page has at most 50 items', () => {
  const list = Array.from({ length: 51 }, (_, index) => String(index).padStart(3, '0'));
  expect(readAll(list, undefined).map(({ length }) => length)).toEqual([50, 1]);
  expect(readAll(list, 10_000).map(({ length }) => length)).toEqual([50, 1]);
});

it('a marker that the server did not issue is refused', () => {
  expect(() => pageOf(['a'], { marker: 'bm90aGluZw', maxItems: 1 }, byName)).toThrow('Invalid Marker');
});
