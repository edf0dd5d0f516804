import fc from 'fast-check';
import { createQueue } from './event-queue.ts';
import { telemetryEvent } from './telemetry-event.ts';

const event = (number: number) => telemetryEvent('function', number);
const recordsOf = (batch: readonly string[]) =>
  batch.map((json) => (JSON.parse(json) as { record: unknown }).record);

it('a queue returns its events in order and in batches within the limits', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 60, max: 600 }),
      (count, ...limits) => {
        const [maxItems, maxBytes] = limits;
        const queue = createQueue({ maxItems, maxBytes });
        const seen: unknown[] = [];
        for (let number = 0; number < count; number += 1) {
          queue.add(event(number));
          while (queue.hasBatch()) {
            const batch = queue.batch();
            expect(batch.length).toBeLessThanOrEqual(maxItems);
            if (batch.length > 1) expect(Buffer.byteLength(batch.join(''))).toBeLessThanOrEqual(maxBytes);
            seen.push(...recordsOf(batch));
            queue.drop(batch.length);
          }
        }
        seen.push(...recordsOf(queue.batch()));
        expect(seen).toEqual(Array.from({ length: count }, (_, number) => number));
      },
    ),
  );
});

it('events that don’t fit into two batches are reported as dropped', () => {
  const queue = createQueue({ maxItems: 2, maxBytes: 10_000 });
  for (let number = 0; number < 7; number += 1) queue.add(event(number));
  expect(recordsOf(queue.batch())).toEqual([0, 1]);
  queue.drop(2);
  expect(recordsOf(queue.batch())).toEqual([2, 3]);
  queue.drop(2);
  const size = Buffer.byteLength(JSON.stringify(event(0)));
  expect(recordsOf(queue.batch())).toEqual([
    expect.objectContaining({ droppedRecords: 3, droppedBytes: 3 * size }),
  ]);
});
