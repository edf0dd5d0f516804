import { z } from 'zod';
import type { ReportLine } from './report.ts';

const text = z.string().optional().catch(undefined);
const figure = z.number().optional().catch(undefined);

/** A line of the JSON log format, from a logger, from the runtime about an error, or from the platform. */
const jsonLineSchema = z.object({
  level: text,
  type: text,
  record: z.unknown().optional(),
});

export type JsonLine = z.infer<typeof jsonLineSchema>;

/**
 * Parses a line of the JSON log format. Returns `undefined` if it is not a JSON object, as for print or for a
 * tail whose beginning is cut off.
 */
export const parseJsonLine = (line: string): JsonLine | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return jsonLineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};

/** AWS Lambda developer guide, "Lambda Telemetry API Event schema reference". */
const platformReport = z.object({
  requestId: z.string(),
  status: text,
  errorType: text,
  metrics: z.object({
    durationMs: z.number(),
    billedDurationMs: figure,
    memorySizeMB: figure,
    maxMemoryUsedMB: figure,
    initDurationMs: figure,
    restoreDurationMs: figure,
  }),
});

const platformInitReport = z.object({
  phase: text,
  status: text,
  errorType: text,
  metrics: z.object({ durationMs: z.number() }),
});

/** Reads platform.report and platform.initReport, the JSON form of REPORT and INIT_REPORT. */
export const reportOfJsonLine = ({ type, record }: JsonLine): ReportLine | undefined => {
  if (type === 'platform.report') {
    const { data } = platformReport.safeParse(record);
    if (data === undefined) return undefined;
    const { memorySizeMB, maxMemoryUsedMB, ...durations } = data.metrics;
    const { requestId, status, errorType } = data;
    const memory = { memorySizeMb: memorySizeMB, maxMemoryUsedMb: maxMemoryUsedMB };
    return { type: 'report', report: { requestId, ...durations, ...memory, status, errorType } };
  }
  if (type !== 'platform.initReport') return undefined;
  const { data } = platformInitReport.safeParse(record);
  if (data === undefined) return undefined;
  const { metrics, ...rest } = data;
  return { type: 'init-report', report: { durationMs: metrics.durationMs, ...rest } };
};
