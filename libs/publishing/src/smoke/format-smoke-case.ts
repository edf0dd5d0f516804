import type { SmokeCaseReport } from './smoke-report.ts';
import type { Report } from './log/report.ts';

/**
 * Formats one case as text without colors: a line, its notices, and the log if it failed. Leaves out the
 * problems, because the error of `smokeFailure` has them.
 */
export const formatSmokeCase = (smokeCase: SmokeCaseReport): readonly string[] => {
  const { name, passed, variables, status, functionError, report, notices, logLines } = smokeCase;
  const head = [
    `${passed ? 'passed' : 'FAILED'}  ${name}`,
    ...(variables === undefined ? [] : [`in a temporary copy with its own ${variables.join(', ')}`]),
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(functionError === undefined ? [] : [`FunctionError ${functionError}`]),
    ...(report === undefined ? [] : formatReport(report)),
  ].join(', ');
  const details = [
    ...notices.map((notice) => `note: ${notice}`),
    ...(passed || logLines.length === 0 ? [] : ['log:', ...logLines.map((line) => `| ${line}`)]),
  ];
  return [head, ...details.map((line) => `  ${line}`)];
};

const formatReport = (report: Report): readonly string[] => [
  `${report.durationMs} ms`,
  ...(report.initDurationMs === undefined ? [] : [`init ${report.initDurationMs} ms`]),
  ...(report.maxMemoryUsedMb === undefined
    ? []
    : [`${report.maxMemoryUsedMb} of ${report.memorySizeMb ?? '?'} MB`]),
];
