import { printableLine } from '@layerkit/failure';
import type { FunctionSpec } from '../function-environment.ts';
import {
  extensionRecord,
  initReportRecord,
  reportRecord,
  subscriptionRecord,
  type ExtensionReport,
  type ExtensionSubscription,
  type InitReport,
  type InvocationReport,
  type PhaseFailure,
} from './platform-records.ts';

/** Makes the lines that Lambda adds to a function’s log, each with its line end. */
export interface PlatformLog {
  /** The line for an extension at the end of an initialization. */
  extension(extension: ExtensionReport): string;
  /** The line for an extension that subscribed to the Telemetry API or the Logs API. */
  subscription(api: 'Telemetry' | 'Logs', subscription: ExtensionSubscription): string;
  initReport(report: InitReport & { readonly failure: PhaseFailure }): string;
  start(requestId: string, at: Date): string;
  /** The line for a process that ended unexpectedly. */
  fault(requestId: string, message: string, errorType: string): string;
  /** The end of an invocation and its report. */
  end(report: InvocationReport): string;
}

type LoggedFunction = Pick<FunctionSpec, 'functionArn' | 'logFormat' | 'memoryMb' | 'version'>;

/** Lambda’s own lines in the log format of the function (recorded on AWS from 2024 to 2026). */
export const platformLog = (spec: LoggedFunction): PlatformLog =>
  spec.logFormat === 'JSON' ? jsonLog(spec) : textLog(spec);

const textLog = ({ version, memoryMb }: LoggedFunction): PlatformLog => ({
  extension: ({ name, state, events, errorType }) =>
    `EXTENSION\tName: ${printableLine(name)}\tState: ${state}\tEvents: [${events.join(', ')}]${
      errorType === undefined ? '' : `\tError Type: ${printableLine(errorType)}`
    }\n`,
  subscription: (api, { name, types }) =>
    `${api.toUpperCase()}\tName: ${printableLine(name)}\tState: Subscribed\tTypes: [${types.map(capitalized).join(', ')}]\n`,
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

const capitalized = (type: string): string => type.charAt(0).toUpperCase() + type.slice(1);

const failed = ({ status, errorType }: PhaseFailure): string =>
  status === 'timeout' ? 'Status: timeout' : `Status: error\tError Type: ${errorType}`;

const jsonLog = (spec: LoggedFunction): PlatformLog => ({
  extension: (extension) => line('platform.extension', extensionRecord(extension)),
  subscription: (api, subscription) =>
    line(`platform.${api.toLowerCase()}Subscription`, subscriptionRecord(subscription)),
  initReport: (report) => line('platform.initReport', initReportRecord(report)),
  start: (requestId, at) => {
    const { functionArn, version } = spec;
    return line('platform.start', { requestId, functionArn, version }, at);
  },
  // The report names the error. The JSON format has no counterpart to the extra lines of the text format.
  fault: () => '',
  end: (report) => line('platform.report', reportRecord(spec, report)),
});

const line = (type: string, record: object, at = new Date()): string =>
  `${JSON.stringify({ time: at.toISOString(), type, record })}\n`;
