import type { SmokeReport } from '@layerkit/publishing/smoke';
import { formatMilliseconds, formatTable } from '@layerkit/terminal';

/** Returns a table of all cases. A single case needs none, because its lines are already printed. */
export const describeSmoke = ({ cases }: SmokeReport): readonly string[] =>
  cases.length < 2
    ? []
    : formatTable(
        ['case', 'result', 'status', 'duration', 'init', 'memory'],
        cases.map(({ name, passed, status, report }) => [
          name,
          passed ? 'passed' : 'FAILED',
          String(status ?? ''),
          report === undefined ? '' : formatMilliseconds(report.durationMs),
          initOf(report),
          memoryOf(report),
        ]),
        [3, 4, 5],
      );

type CaseReport = SmokeReport['cases'][number]['report'];

const initOf = (report: CaseReport): string => {
  if (report === undefined) return '';
  return report.initDurationMs === undefined ? 'warm' : formatMilliseconds(report.initDurationMs);
};

const memoryOf = (report: CaseReport): string =>
  report?.maxMemoryUsedMb === undefined
    ? ''
    : `${report.maxMemoryUsedMb} of ${report.memorySizeMb ?? '?'} MB`;
