import type { TelemetryEvent } from './telemetry-event.ts';

/** Adapts an event to the Telemetry API. Before 2022-12-13, the record of a log line was always text. */
export const toTelemetryEvents = (
  event: TelemetryEvent,
  schemaVersion: string,
): readonly TelemetryEvent[] => {
  const isLog = event.type === 'function' || event.type === 'extension';
  return isLog && schemaVersion === '2022-07-01' && typeof event.record !== 'string'
    ? [{ ...event, record: JSON.stringify(event.record) }]
    : [event];
};
