import { setTimeout as sleep } from 'node:timers/promises';
import { createDelivery } from './deliver.ts';
import type { Subscription } from './subscription.ts';
import { telemetryEvent, type TelemetryEvent } from './telemetry-event.ts';

/** Collects events for one extension and delivers them in batches. */
export interface Subscriber {
  add(event: TelemetryEvent): void;
  /** Delivers nothing until `release`: the extension is frozen. */
  hold(): void;
  release(): void;
  /** Delivers all events without waiting for a full batch. */
  flush(): void;
  close(): void;
}

/** The waiting time after a failed delivery, in ms. It doubles with each attempt. */
const firstDelay = 100;
const longestDelay = 5000;

export const createSubscriber = (subscription: Subscription): Subscriber => {
  const { maxItems, maxBytes, timeoutMs } = subscription;
  const delivery = createDelivery(subscription.destination);
  const queue = createQueue(2 * maxItems, 2 * maxBytes);
  const state = { held: false, closed: false, due: false, sending: false };
  let timer: NodeJS.Timeout | undefined;

  const pump = async (): Promise<void> => {
    if (state.sending) return;
    state.sending = true;
    for (let delay = firstDelay; state.due && !state.held && !state.closed;) {
      const batch = queue.first(maxItems, maxBytes);
      if (batch.length === 0) state.due = false;
      else if (
        await delivery.send(batch).then(
          () => true,
          () => false,
        )
      )
        queue.drop(batch.length);
      else {
        await sleep(delay, undefined, { ref: false });
        delay = Math.min(2 * delay, longestDelay);
      }
    }
    state.sending = false;
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state.due = true;
    void pump();
  };
  return {
    add: (event) => {
      if (state.closed) return;
      queue.add(event);
      if (queue.isFull(maxItems, maxBytes)) flush();
      else timer ??= setTimeout(flush, timeoutMs).unref();
    },
    hold: () => {
      state.held = true;
    },
    release: () => {
      state.held = false;
      void pump();
    },
    flush,
    close: () => {
      state.closed = true;
      clearTimeout(timer);
      delivery.close();
    },
  };
};

/** A queue of events as JSON with a limit. Events that don’t fit are counted and reported as one event. */
const createQueue = (mostItems: number, mostBytes: number) => {
  const items: string[] = [];
  let bytes = 0;
  let dropped = { records: 0, bytes: 0 };
  const push = (json: string): void => {
    items.push(json);
    bytes += Buffer.byteLength(json);
  };
  return {
    add: (event: TelemetryEvent): void => {
      const json = JSON.stringify(event);
      if (items.length >= mostItems || bytes + Buffer.byteLength(json) > mostBytes)
        dropped = { records: dropped.records + 1, bytes: dropped.bytes + Buffer.byteLength(json) };
      else push(json);
    },
    isFull: (count: number, size: number): boolean => items.length >= count || bytes >= size,
    first: (count: number, size: number): readonly string[] => {
      let total = 0;
      const end = items.findIndex((json) => (total += Buffer.byteLength(json)) > size);
      return items.slice(0, Math.min(count, end === -1 ? items.length : Math.max(1, end)));
    },
    drop: (count: number): void => {
      for (const json of items.splice(0, count)) bytes -= Buffer.byteLength(json);
      if (dropped.records > 0) push(JSON.stringify(logsDropped(dropped)));
      dropped = { records: 0, bytes: 0 };
    },
  };
};

const logsDropped = ({ records, bytes }: { readonly records: number; readonly bytes: number }) =>
  telemetryEvent('platform.logsDropped', {
    droppedBytes: bytes,
    droppedRecords: records,
    reason: 'Consumer seems to have fallen behind as it has not acknowledged receipt of logs.',
  });
