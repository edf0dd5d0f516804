import type { InitReport, Report, ReportLine } from './report.ts';

/**
 * Parses a REPORT or INIT_REPORT line of the text log format: `Key: value unit`, separated by tabs (AWS Lambda
 * developer guide, "Working with Lambda function logs").
 * @returns `undefined` for any other line
 */
export const parseReportText = (line: string): ReportLine | undefined => {
  const [, keyword, parts] = /^(REPORT|INIT_REPORT) (.*)$/.exec(line) ?? [];
  if (parts === undefined) return undefined;
  const fields = fieldsOf(parts);
  if (keyword === 'REPORT') {
    const report = reportOf(fields);
    return report && { type: 'report', report };
  }
  const report = initReportOf(fields);
  return report && { type: 'init-report', report };
};

type Fields = ReadonlyMap<string, string>;

const fieldsOf = (parts: string): Fields =>
  new Map(
    parts.split('\t').flatMap((part): [string, string][] => {
      const colon = part.indexOf(': ');
      return colon < 0 ? [] : [[part.slice(0, colon), part.slice(colon + 2).trim()]];
    }),
  );

const reportOf = (fields: Fields): Report | undefined => {
  const requestId = fields.get('RequestId');
  const durationMs = figure(fields, 'Duration');
  if (requestId === undefined || durationMs === undefined) return undefined;
  return {
    requestId,
    durationMs,
    billedDurationMs: figure(fields, 'Billed Duration'),
    memorySizeMb: figure(fields, 'Memory Size'),
    maxMemoryUsedMb: figure(fields, 'Max Memory Used'),
    initDurationMs: figure(fields, 'Init Duration'),
    restoreDurationMs: figure(fields, 'Restore Duration'),
    status: fields.get('Status'),
    errorType: fields.get('Error Type'),
  };
};

const initReportOf = (fields: Fields): InitReport | undefined => {
  const durationMs = figure(fields, 'Init Duration');
  if (durationMs === undefined) return undefined;
  return {
    durationMs,
    phase: fields.get('Phase'),
    status: fields.get('Status'),
    errorType: fields.get('Error Type'),
  };
};

const figure = (fields: Fields, name: string): number | undefined => {
  const [, digits] = /^(\d+(?:\.\d+)?) (?:ms|MB)$/.exec(fields.get(name) ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
};
