import type { SmokeCase } from '@layerkit/artifact';
import type { Report } from './log/report.ts';

/**
 * Holds the REPORT’s figures against a case’s upper limits.
 * @returns one line for each limit that is passed or can’t be checked; a warm start has no Init Duration, and
 * no initialization to be too slow
 */
export const checkBudget = (budget: SmokeCase['budget'], report: Report | undefined): readonly string[] => {
  const limits = Object.entries(budget ?? {}).filter(([, limit]) => limit !== undefined);
  if (limits.length === 0) return [];
  if (report === undefined)
    return [`no REPORT in the log’s tail, so ${limits.map(([name]) => name).join(', ')} can’t be checked`];
  const figures = {
    durationMs: [report.durationMs, 'ms'],
    initDurationMs: [report.initDurationMs ?? 0, 'ms'],
    maxMemoryMb: [report.maxMemoryUsedMb, 'MB'],
  } as const;
  return (['durationMs', 'initDurationMs', 'maxMemoryMb'] as const).flatMap((name) => {
    const limit = budget?.[name];
    const [figure, unit] = figures[name];
    if (limit === undefined) return [];
    if (figure === undefined) return [`the REPORT has no figure for ${name}`];
    return figure <= limit ? [] : [`${name}: ${figure} ${unit}, over the budget of ${limit} ${unit}`];
  });
};
