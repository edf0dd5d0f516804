import fc from 'fast-check';
import { cutIntoBatches } from './cut-into-batches.ts';

const cut = (sizes: readonly number[], batchBytes: number) =>
  cutIntoBatches(sizes, (bytes) => bytes, batchBytes);

it.each([
  ['an empty first file is kept', [0, 4, 7], [[0, 4], [7]]],
  ['a single empty file is kept', [0], [[0]]],
  ['a larger file is a batch of its own', [3, 40, 3], [[3], [40], [3]]],
  ['a batch may be full to the byte', [4, 6, 1], [[4, 6], [1]]],
  ['an empty list has no batches', [], []],
])('%s', (_, sizes, batches) => {
  expect(cut(sizes, 10)).toEqual(batches);
});

it('each file is in one batch, in order, and no batch of several files exceeds the limit', () => {
  const sizes = fc.array(fc.nat(30), { maxLength: 40 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 50 }), (all, batchBytes) => {
      const batches = cut(all, batchBytes);
      expect(batches.flat()).toEqual(all);
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        if (batch.length > 1)
          expect(batch.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(batchBytes);
      }
    }),
  );
});
