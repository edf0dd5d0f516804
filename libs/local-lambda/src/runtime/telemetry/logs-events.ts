import { z } from 'zod';
import type { TelemetryEvent } from './telemetry-event.ts';

/** Adapts an event to the Logs API (AWS Lambda developer guide, "Lambda Logs API", "Message format"). */
export const toLogsEvents = (event: TelemetryEvent, schemaVersion: string): readonly TelemetryEvent[] => {
  const { type, record } = event;
  switch (type) {
    case 'function':
    case 'extension':
      return [{ ...event, record: typeof record === 'string' ? record : JSON.stringify(record) }];
    case 'platform.extension':
    case 'platform.logsDropped':
    case 'platform.logsSubscription':
      return [event];
    case 'platform.start':
      return [{ ...event, record: { requestId: requestIdOf(record) } }];
    case 'platform.runtimeDone':
      return schemaVersion === '2020-08-15' ? [] : [{ ...event, record: runtimeDone.parse(record) }];
    case 'platform.report':
      return [
        { ...event, type: 'platform.end', record: { requestId: requestIdOf(record) } },
        { ...event, record: report.parse(record) },
      ];
    default:
      return [];
  }
};

const started = z.object({ requestId: z.string() });
const runtimeDone = started.extend({ status: z.string() });
const report = started.extend({ metrics: z.unknown() });

const requestIdOf = (record: unknown): string => started.parse(record).requestId;
