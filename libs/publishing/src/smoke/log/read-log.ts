import type { LogTail } from '../invocation.ts';
import { parseJsonLine, reportOfJsonLine, type JsonLine } from './json-line.ts';
import { parseReportText } from './parse-report-text.ts';
import type { InitReport, Report } from './report.ts';

export interface Log {
  readonly lines: readonly string[];
  /** The tail’s beginning is missing: what stood there was not looked at. */
  readonly truncated: boolean;
  readonly report?: Report;
  readonly initReports: readonly InitReport[];
  /** Lines that were logged as an error, for a person to look at: a log’s own level says little of cause. */
  readonly errorLines: readonly string[];
}

/** What Invoke returns at most (AWS Lambda API reference, "Invoke", LogType). */
const tailBytes = 4096;

/** Takes a log tail apart, whatever mixture of the text and the JSON format it is. */
export const readLog = (tail: LogTail): Log => {
  // the runtime client joins the lines of a traceback by \r where it has no framed log to write to
  const lines = tail.text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const parsed = lines.map((line) => ({ line, json: parseJsonLine(line) }));
  const reports = parsed.flatMap(({ line, json }) => {
    const found = json === undefined ? parseReportText(line) : reportOfJsonLine(json);
    return found === undefined ? [] : [found];
  });
  const report = reports.findLast((found) => found.type === 'report')?.report;
  return {
    lines,
    truncated: tail.bytes >= tailBytes,
    ...(report === undefined ? {} : { report }),
    initReports: reports.flatMap((found) => (found.type === 'init-report' ? [found.report] : [])),
    errorLines: parsed.filter(({ line, json }) => isError(line, json)).map(({ line }) => line),
  };
};

const isError = (line: string, json: JsonLine | undefined): boolean =>
  json === undefined
    ? /^\[(?:ERROR|CRITICAL)\]/.test(line)
    : ['ERROR', 'CRITICAL', 'FATAL'].includes(json.level?.toUpperCase() ?? '');
