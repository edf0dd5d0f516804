import fc from 'fast-check';
import { fileKinds } from '../file-kind.ts';
import { arrangeTreemap, mapSize, type MappedFile, type Rectangle } from './arrange-treemap.ts';

const files = fc.array(
  fc.record<MappedFile>({
    path: fc.string(),
    package: fc.constantFrom('a', 'b', 'c', '__proto__'),
    kind: fc.constantFrom(...fileKinds),
    bytes: fc.nat(1_000_000),
  }),
  { maxLength: 60 },
);

/** Returns whether a rectangle is inside another, with coordinates rounded to a tenth. */
const inside = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x - 0.11 &&
  inner.y >= outer.y - 0.11 &&
  inner.x + inner.width <= outer.x + outer.width + 0.21 &&
  inner.y + inner.height <= outer.y + outer.height + 0.21;

it('every byte is shown once, in its package, and empty files are not shown', () => {
  fc.assert(
    fc.property(files, (all) => {
      const tiles = arrangeTreemap(all);
      for (const tile of tiles) {
        const own = all.filter((file) => file.package === tile.name);
        const sum = (items: readonly { readonly bytes: number }[]): number =>
          items.reduce((total, { bytes }) => total + bytes, 0);
        expect(sum(tile.files)).toBe(sum(own));
        expect(tile.bytes).toBe(sum(own));
        expect(inside(tile, { x: 0, y: 0, ...mapSize })).toBe(true);
        expect(tile.files.every((file) => inside(file, tile))).toBe(true);
      }
      expect(tiles.map(({ name }) => name).sort()).toEqual(
        [...new Set(all.filter(({ bytes }) => bytes > 0).map((file) => file.package))].sort(),
      );
    }),
  );
});

it('a package has an area in proportion to its size, and small files are counted', () => {
  const small = Array.from({ length: 500 }, (_, index) => ({
    path: `python/b/${index}.py`,
    package: 'b',
    kind: 'python' as const,
    bytes: 1,
  }));
  const large = (path: string, owner: string) => ({
    path,
    package: owner,
    kind: 'data' as const,
    bytes: 4_000_000,
  });
  const [first, second] = arrangeTreemap([...small, large('x', 'a'), large('y', 'a'), large('z', 'b')]);
  const area = ({ width = 0, height = 0 }: Partial<Rectangle> = {}): number => width * height;
  expect(first?.name).toBe('a');
  expect(area(first) / area(second)).toBeCloseTo(2, 1);
  expect(second?.files.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['z', 4_000_000],
    ['500 smaller files', 500],
  ]);
});
