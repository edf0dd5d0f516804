import type { FunctionSpec } from '../function-environment.ts';

/** The failure of a phase. */
export interface PhaseFailure {
  readonly status: 'error' | 'timeout';
  readonly errorType: string;
}

/** `invoke` if the initialization is repeated during an invocation. */
export type InitPhase = 'init' | 'invoke';

export interface InitReport {
  readonly phase: InitPhase;
  readonly durationMs: number;
  readonly failure: PhaseFailure | undefined;
}

export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  readonly initDurationMs: number | undefined;
  readonly failure: PhaseFailure | undefined;
}

// The records of platform events, as in JSON logs and in the Telemetry API (AWS Lambda developer guide, "Lambda
// Telemetry API Event schema reference").

const initializationType = 'on-demand';

export const initStartRecord = ({ functionName, version, memoryMb }: FunctionSpec, phase: InitPhase) => ({
  initializationType,
  phase,
  functionName,
  functionVersion: version,
  instanceMaxMemory: memoryMb * 1_048_576,
});

export const initRuntimeDoneRecord = (phase: InitPhase, failure: PhaseFailure | undefined) => ({
  initializationType,
  phase,
  ...outcome(failure),
});

export const initReportRecord = ({ phase, durationMs, failure }: InitReport) => ({
  initializationType,
  phase,
  ...outcome(failure),
  metrics: { durationMs: round(durationMs) },
});

export interface ExtensionReport {
  readonly name: string;
  readonly state: string;
  readonly events: readonly string[];
  readonly errorType?: string | undefined;
}

export const extensionRecord = ({ name, state, events, errorType }: ExtensionReport) => ({
  name,
  state,
  events,
  ...(errorType === undefined ? {} : { errorType }),
});

export interface ExtensionSubscription {
  readonly name: string;
  readonly types: readonly string[];
}

export const subscriptionRecord = ({ name, types }: ExtensionSubscription) => ({
  name,
  state: 'Subscribed',
  types,
});

export const startRecord = ({ version }: FunctionSpec, requestId: string, traceId: string) => ({
  requestId,
  version,
  tracing: tracing(traceId),
});

export interface RuntimeDone {
  readonly requestId: string;
  readonly traceId: string;
  readonly durationMs: number;
  /** The size of the response; undefined if there is none. */
  readonly producedBytes: number | undefined;
  readonly failure: PhaseFailure | undefined;
}

export const runtimeDoneRecord = (done: RuntimeDone) => ({
  requestId: done.requestId,
  ...outcome(done.failure),
  metrics: {
    durationMs: round(done.durationMs),
    ...(done.producedBytes === undefined ? {} : { producedBytes: done.producedBytes }),
  },
  tracing: tracing(done.traceId),
});

export const reportRecord = ({ memoryMb }: Pick<FunctionSpec, 'memoryMb'>, report: InvocationReport) => ({
  requestId: report.requestId,
  metrics: {
    durationMs: round(report.durationMs),
    billedDurationMs: report.billedMs,
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: report.maxMemoryMb,
    initDurationMs: report.initDurationMs === undefined ? undefined : round(report.initDurationMs),
  },
  ...outcome(report.failure),
});

const tracing = (value: string) => ({ type: 'X-Amzn-Trace-Id', value });

const outcome = (failure: PhaseFailure | undefined) => {
  if (failure === undefined) return { status: 'success' };
  const { status, errorType } = failure;
  return status === 'timeout' ? { status } : { status, errorType };
};

const round = (milliseconds: number): number => Number(milliseconds.toFixed(3));
