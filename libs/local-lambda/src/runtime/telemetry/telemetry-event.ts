import type { TelemetryType } from './subscription.ts';

/** An event as extensions receive it (AWS Lambda developer guide, "Lambda Telemetry API Event schema reference"). */
export interface TelemetryEvent {
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  /** `platform.start`, `function`, … */
  readonly type: string;
  readonly record: unknown;
}

export const telemetryEvent = (type: string, record: unknown, at = new Date()): TelemetryEvent => ({
  time: at.toISOString(),
  type,
  record,
});

export const typeOf = ({ type }: TelemetryEvent): TelemetryType =>
  type === 'function' || type === 'extension' ? type : 'platform';
