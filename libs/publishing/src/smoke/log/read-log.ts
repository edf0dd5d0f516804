import type { LogTail } from '../invocation.ts';
import { parseJsonLine, reportOfJsonLine, type JsonLine } from './json-line.ts';
import { parseReportText } from './parse-report-text.ts';
import type { InitReport, Report } from './report.ts';
import { splitLines } from './split-lines.ts';

export interface Log {
  readonly lines: readonly string[];
  /** The lines without Lambda’s reports, which only summarize the lines above them. */
  readonly ownLines: readonly string[];
  /** Whether the beginning is cut off. */
  readonly truncated: boolean;
  readonly report?: Report | undefined;
  readonly initReports: readonly InitReport[];
  /** Lines with the level of an error. They need a person’s judgment, because a level does not name a cause. */
  readonly errorLines: readonly string[];
}

/** The most that Invoke returns (AWS Lambda API reference, "Invoke", LogType). */
const tailBytes = 4096;

/** Reads a log tail in the text format, the JSON format or a mixture of both. */
export const readLog = (tail: LogTail): Log => {
  const lines = splitLines(tail.text);
  const parsed = lines.map(parseLine);
  const reports = parsed.flatMap(({ found }) => found ?? []);
  const report = reports.findLast((found) => found.type === 'report')?.report;
  return {
    lines,
    ownLines: parsed
      .filter(({ json, found }) => !isPlatform(json) && found === undefined)
      .map(({ line }) => line),
    truncated: tail.bytes >= tailBytes,
    report,
    initReports: reports.flatMap((found) => (found.type === 'init-report' ? [found.report] : [])),
    errorLines: parsed.filter(({ line, json }) => isError(line, json)).map(({ line }) => line),
  };
};

const parseLine = (line: string) => {
  const json = parseJsonLine(line);
  return { line, json, found: json === undefined ? parseReportText(line) : reportOfJsonLine(json) };
};

const isPlatform = (json: JsonLine | undefined): boolean => json?.type?.startsWith('platform.') === true;

const isError = (line: string, json: JsonLine | undefined): boolean =>
  json === undefined
    ? /^\[(?:ERROR|CRITICAL)\]/.test(line)
    : ['ERROR', 'CRITICAL', 'FATAL'].includes(json.level?.toUpperCase() ?? '');
