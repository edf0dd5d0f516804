import type { FunctionSpec } from './function-environment.ts';

/** The failure of a phase. */
export interface PhaseFailure {
  readonly status: 'error' | 'timeout';
  readonly errorType: string;
}

interface InitReport {
  readonly phase: 'init' | 'invoke';
  readonly durationMs: number;
  readonly failure: PhaseFailure;
}

interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  readonly initDurationMs: number | undefined;
  readonly failure: PhaseFailure | undefined;
}

/** Makes the lines that Lambda adds to a function’s log, each with its line end. */
export interface PlatformLog {
  initReport(report: InitReport): string;
  start(requestId: string, at: Date): string;
  /** The line for a runtime that ended unexpectedly. */
  fault(requestId: string, message: string, errorType: string): string;
  /** The end of an invocation and its report. */
  end(report: InvocationReport): string;
}

/** Lambda’s own lines in the log format of the function (recorded on AWS from 2024 to 2026). */
export const platformLog = (spec: FunctionSpec): PlatformLog =>
  spec.logFormat === 'JSON' ? jsonLog(spec) : textLog(spec);

const textLog = ({ version, memoryMb }: FunctionSpec): PlatformLog => ({
  initReport: ({ phase, durationMs, failure }) =>
    `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: ${phase}\t${failed(failure)}\n`,
  start: (requestId) => `START RequestId: ${requestId} Version: ${version}\n`,
  fault: (requestId, message, errorType) => `RequestId: ${requestId} Error: ${message}\n${errorType}\n`,
  end: (report) => {
    const fields = [
      `REPORT RequestId: ${report.requestId}`,
      `Duration: ${report.durationMs.toFixed(2)} ms`,
      `Billed Duration: ${report.billedMs} ms`,
      `Memory Size: ${memoryMb} MB`,
      `Max Memory Used: ${report.maxMemoryMb} MB`,
      ...(report.initDurationMs === undefined
        ? []
        : [`Init Duration: ${report.initDurationMs.toFixed(2)} ms`]),
      report.failure === undefined ? '' : failed(report.failure),
    ];
    return `END RequestId: ${report.requestId}\n${fields.join('\t')}\n`;
  },
});

const failed = ({ status, errorType }: PhaseFailure): string =>
  status === 'timeout' ? 'Status: timeout' : `Status: error\tError Type: ${errorType}`;

const jsonLog = ({ version, functionArn, memoryMb }: FunctionSpec): PlatformLog => ({
  initReport: ({ phase, durationMs, failure }) =>
    record('platform.initReport', {
      initializationType: 'on-demand',
      phase,
      ...outcome(failure),
      metrics: { durationMs: round(durationMs) },
    }),
  start: (requestId, at) => record('platform.start', { requestId, functionArn, version }, at),
  // The report names the error. The JSON format has no counterpart to the extra lines of the text format.
  fault: () => '',
  end: ({ requestId, durationMs, billedMs, maxMemoryMb, initDurationMs, failure }) =>
    record('platform.report', {
      requestId,
      metrics: {
        durationMs: round(durationMs),
        billedDurationMs: billedMs,
        memorySizeMB: memoryMb,
        maxMemoryUsedMB: maxMemoryMb,
        initDurationMs: initDurationMs === undefined ? undefined : round(initDurationMs),
      },
      ...outcome(failure),
    }),
});

const outcome = (failure: PhaseFailure | undefined) => {
  if (failure === undefined) return { status: 'success' };
  const { status, errorType } = failure;
  return status === 'timeout' ? { status } : { status, errorType };
};

const record = (type: string, content: object, at = new Date()): string =>
  `${JSON.stringify({ time: at.toISOString(), type, record: content })}\n`;

const round = (milliseconds: number): number => Number(milliseconds.toFixed(3));
