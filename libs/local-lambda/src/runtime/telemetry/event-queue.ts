import { telemetryEvent, type TelemetryEvent } from './telemetry-event.ts';

/** Events as JSON that wait for their delivery. */
export interface EventQueue {
  add(event: TelemetryEvent): void;
  /** Whether there are enough events for a full batch. */
  hasBatch(): boolean;
  /** The first events, at most one batch. */
  batch(): readonly string[];
  /** Removes the first events. */
  drop(count: number): void;
}

interface BatchLimits {
  readonly maxItems: number;
  readonly maxBytes: number;
}

/** Makes a queue of at most two batches. Events that don’t fit are counted, and reported as one event. */
export const createQueue = ({ maxItems, maxBytes }: BatchLimits): EventQueue => {
  const items: string[] = [];
  let bytes = 0;
  let dropped = { droppedBytes: 0, droppedRecords: 0 };
  const push = (json: string): void => {
    items.push(json);
    bytes += Buffer.byteLength(json);
  };
  return {
    add: (event) => {
      const json = JSON.stringify(event);
      const size = Buffer.byteLength(json);
      const { droppedBytes, droppedRecords } = dropped;
      if (items.length < 2 * maxItems && bytes + size <= 2 * maxBytes) push(json);
      else dropped = { droppedBytes: droppedBytes + size, droppedRecords: droppedRecords + 1 };
    },
    hasBatch: () => items.length >= maxItems || bytes >= maxBytes,
    batch: () => {
      let total = 0;
      const end = items.findIndex((json) => (total += Buffer.byteLength(json)) > maxBytes);
      return items.slice(0, Math.min(maxItems, end === -1 ? items.length : Math.max(1, end)));
    },
    drop: (count) => {
      for (const json of items.splice(0, count)) bytes -= Buffer.byteLength(json);
      if (dropped.droppedRecords > 0)
        push(JSON.stringify(telemetryEvent('platform.logsDropped', { ...dropped, reason })));
      dropped = { droppedBytes: 0, droppedRecords: 0 };
    },
  };
};

/** AWS Lambda developer guide, "Lambda Telemetry API Event schema reference", `platform.logsDropped`. */
const reason = 'Consumer seems to have fallen behind as it has not acknowledged receipt of logs.';
