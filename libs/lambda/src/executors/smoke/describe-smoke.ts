import { formatMilliseconds, formatTable } from '@layerkit/terminal';
import type { SmokedFunction } from './smoke-functions.ts';

/** Returns a table of all cases. A single case needs none, because its lines are already printed. */
export const describeSmoke = (functions: readonly SmokedFunction[]): readonly string[] => {
  const cases = functions.flatMap(({ name, report }) => report.cases.map((one) => ({ ...one, of: name })));
  if (cases.length < 2) return [];
  const several = functions.length > 1;
  return formatTable(
    [...(several ? ['function'] : []), 'case', 'result', 'status', 'duration', 'init', 'memory'],
    cases.map(({ of, name, passed, status, report }) => [
      ...(several ? [of] : []),
      name,
      passed ? 'passed' : 'FAILED',
      String(status ?? ''),
      report === undefined ? '' : formatMilliseconds(report.durationMs),
      initOf(report),
      memoryOf(report),
    ]),
    several ? [4, 5, 6] : [3, 4, 5],
  );
};

type CaseReport = SmokedFunction['report']['cases'][number]['report'];

const initOf = (report: CaseReport): string => {
  if (report === undefined) return '';
  return report.initDurationMs === undefined ? 'warm' : formatMilliseconds(report.initDurationMs);
};

const memoryOf = (report: CaseReport): string =>
  report?.maxMemoryUsedMb === undefined
    ? ''
    : `${report.maxMemoryUsedMb} of ${report.memorySizeMb ?? '?'} MB`;
