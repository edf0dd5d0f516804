import type { FunctionSpec, InvocationOutcome, InvocationRequest } from './function-environment.ts';
import type { RuntimeAnswer } from './invoke-processes.ts';
import type { EnvironmentLog } from './log/environment-log.ts';
import { platformLog } from './log/platform-log.ts';
import { reportRecord } from './log/platform-records.ts';
import { makeDelivery } from './make-delivery.ts';
import { mebibyte } from './memory-watch.ts';
import type { ProcessSlot } from './process-slot.ts';
import { failurePayload, timeoutFailure } from './runtime-failure.ts';

export interface Sandbox {
  readonly spec: FunctionSpec;
  readonly log: EnvironmentLog;
  readonly slot: ProcessSlot;
}

/** Runs one invocation in a sandbox: initialize → work → report → describe. */
export const invokeInSandbox = async (
  sandbox: Sandbox,
  request: InvocationRequest,
): Promise<InvocationOutcome> => {
  const { spec, log, slot } = sandbox;
  const cold = await slot.initializeCold();
  const startedAt = performance.now();
  const deadline = Date.now() + spec.timeoutSeconds * 1000;
  const again = await slot.initializeAgain();
  const workFrom = new Date();
  const answer =
    again?.failure === undefined ? await work(sandbox, request, deadline) : { failure: again.failure };
  const elapsedMs = performance.now() - startedAt;
  const initDurationMs = cold?.failure === undefined ? cold?.durationMs : undefined;
  const course = { requestId: request.requestId, answer, workFrom, elapsedMs, initDurationMs };
  const report = reportOf(sandbox, course);
  slot.processes()?.telemetry.platform('platform.report', reportRecord(spec, report));
  // Processes that gave no answer can’t be reused.
  if (report.failure !== undefined)
    await slot.drop(report.failure.status === 'timeout' ? 'timeout' : 'failure');
  const initLog = (cold?.log ?? '') + (again?.log ?? '');
  return describe(sandbox, { ...course, report, initLog, output: await log.take() });
};

const work = async (
  { spec, slot }: Sandbox,
  request: InvocationRequest,
  deadline: number,
): Promise<RuntimeAnswer> =>
  (await slot.processes()?.invoke(makeDelivery(request, spec, deadline))) ?? {
    failure: timeoutFailure(spec.timeoutSeconds),
  };

interface Course {
  readonly requestId: string;
  readonly answer: RuntimeAnswer;
  readonly elapsedMs: number;
  /** The time when the handler was called. */
  readonly workFrom: Date;
  readonly initDurationMs: number | undefined;
}

const reportOf = ({ spec, slot }: Sandbox, { requestId, answer, elapsedMs, initDurationMs }: Course) => {
  const failure = 'failure' in answer ? answer.failure : undefined;
  const durationMs = failure?.status === 'timeout' ? spec.timeoutSeconds * 1000 : elapsedMs;
  return {
    requestId,
    durationMs,
    // Since August 2025 Lambda also bills the initialization.
    billedMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    maxMemoryMb: Math.min(spec.memoryMb, Math.ceil(slot.peakMemory() / mebibyte)),
    initDurationMs,
    failure,
  };
};

interface Described extends Course {
  readonly report: ReturnType<typeof reportOf>;
  readonly initLog: string;
  readonly output: string;
}

const describe = ({ spec }: Sandbox, course: Described): InvocationOutcome => {
  const { requestId, answer, report } = course;
  const { durationMs, billedMs, maxMemoryMb, initDurationMs, failure } = report;
  const lines = platformLog(spec);
  const log = [
    course.initLog,
    lines.start(requestId, course.workFrom),
    course.output,
    failure?.logged === true ? lines.fault(requestId, failure.message, failure.errorType) : '',
    lines.end(report),
  ].join('');
  const succeeded = 'payload' in answer && !answer.isError;
  return {
    payload: 'payload' in answer ? answer.payload : failurePayload(answer.failure, requestId),
    functionError: succeeded ? undefined : ('Unhandled' as const),
    log,
    durationMs,
    billedMs,
    maxMemoryMb,
    initDurationMs,
  };
};
