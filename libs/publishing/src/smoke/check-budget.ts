import type { SmokeCase } from '@layerkit/artifact/definition';
import type { Report } from './log/report.ts';

/**
 * Compares the REPORT’s figures with a case’s budget. A warm start has no Init Duration, which counts as 0 ms.
 * @returns one line for each limit that is exceeded or can’t be checked
 */
export const checkBudget = (budget: SmokeCase['budget'], report: Report | undefined): readonly string[] => {
  const limits = Object.entries(budget ?? {}).filter(([, limit]) => limit !== undefined);
  if (limits.length === 0) return [];
  if (report === undefined)
    return [`no REPORT in the log tail; cannot check ${limits.map(([name]) => name).join(', ')}`];
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
