import { setTimeout as sleep } from 'node:timers/promises';
import { createDelivery, type Delivery } from './deliver.ts';
import { createQueue, type EventQueue } from './event-queue.ts';
import type { Subscription } from './subscription.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

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
  const queue = createQueue({ maxItems, maxBytes });
  const delivery = createDelivery(subscription.destination);
  const state = { held: false, closed: false, due: false, sending: false };
  const pump = () => void deliverAll(state, queue, delivery);
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state.due = true;
    pump();
  };
  return {
    add: (event) => {
      if (state.closed) return;
      queue.add(event);
      if (queue.hasBatch()) flush();
      else timer ??= setTimeout(flush, timeoutMs).unref();
    },
    hold: () => {
      state.held = true;
    },
    release: () => {
      state.held = false;
      pump();
    },
    flush,
    close: () => {
      state.closed = true;
      clearTimeout(timer);
      delivery.close();
    },
  };
};

interface State {
  held: boolean;
  closed: boolean;
  /** Whether the queue is due, without waiting for a full batch. */
  due: boolean;
  sending: boolean;
}

/** Delivers batches until the queue is empty. Repeats a failed delivery. */
const deliverAll = async (state: State, queue: EventQueue, delivery: Delivery): Promise<void> => {
  if (state.sending) return;
  state.sending = true;
  let delay = firstDelay;
  while (state.due && !state.held && !state.closed) {
    const batch = queue.batch();
    if (batch.length === 0) state.due = false;
    else if (await isDelivered(delivery, batch)) queue.drop(batch.length);
    else {
      await sleep(delay, undefined, { ref: false });
      delay = Math.min(2 * delay, longestDelay);
    }
  }
  state.sending = false;
};

const isDelivered = (delivery: Delivery, batch: readonly string[]): Promise<boolean> =>
  delivery.send(batch).then(
    () => true,
    () => false,
  );
