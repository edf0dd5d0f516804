import fc from 'fast-check';
import { cutIntoBatches } from './cut-into-batches.ts';

const cut = (sizes: readonly number[], batchBytes: number) =>
  cutIntoBatches(sizes, (bytes) => bytes, batchBytes);

it.each([
  ['an empty file that stands first is not lost', [0, 4, 7], [[0, 4], [7]]],
  ['nor is one that stands alone', [0], [[0]]],
  ['what is larger by itself is a batch of its own', [3, 40, 3], [[3], [40], [3]]],
  ['a batch may be full to the byte', [4, 6, 1], [[4, 6], [1]]],
  ['nothing makes no batch', [], []],
])('%s', (_, sizes, batches) => {
  expect(cut(sizes, 10)).toEqual(batches);
});

it('every file is in one batch, in its order, and no batch of several holds more than it may', () => {
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
