import type { FunctionSpec, InvocationOutcome, InvocationRequest } from './function-environment.ts';
import { invokeRuntime, makeDelivery, type RuntimeAnswer } from './invoke-runtime.ts';
import type { LogFile } from './log-file.ts';
import { mebibyte } from './memory-watch.ts';
import { platformLog } from './platform-log.ts';
import { failurePayload, timeoutFailure } from './runtime-failure.ts';
import type { RuntimeSlot } from './runtime-slot.ts';

export interface Sandbox {
  readonly spec: FunctionSpec;
  readonly log: LogFile;
  readonly slot: RuntimeSlot;
}

/** Runs one invocation in a sandbox: initialize → work → describe. */
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
  return describe(sandbox, {
    requestId: request.requestId,
    answer,
    workFrom,
    elapsedMs: performance.now() - startedAt,
    initDurationMs: cold?.failure === undefined ? cold?.durationMs : undefined,
    initLog: (cold?.log ?? '') + (again?.log ?? ''),
    output: await log.take(),
  });
};

const work = async (
  { spec, slot }: Sandbox,
  request: InvocationRequest,
  deadline: number,
): Promise<RuntimeAnswer> => {
  const runtime = slot.runtime();
  if (runtime === undefined) return { failure: timeoutFailure(spec.timeoutSeconds) };
  const answer = await invokeRuntime(runtime, makeDelivery(request, spec, deadline), spec);
  // A runtime that gave no answer can’t be reused.
  if ('failure' in answer) await slot.drop();
  return answer;
};

interface Course {
  readonly requestId: string;
  readonly answer: RuntimeAnswer;
  readonly elapsedMs: number;
  /** The time when the handler was called. */
  readonly workFrom: Date;
  readonly initDurationMs: number | undefined;
  readonly initLog: string;
  readonly output: string;
}

const describe = ({ spec, slot }: Sandbox, course: Course): InvocationOutcome => {
  const { requestId, answer, initDurationMs } = course;
  const failure = 'failure' in answer ? answer.failure : undefined;
  const durationMs = failure?.status === 'timeout' ? spec.timeoutSeconds * 1000 : course.elapsedMs;
  const figures = {
    durationMs,
    // Since August 2025 Lambda also bills the initialization.
    billedMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    maxMemoryMb: Math.min(spec.memoryMb, Math.ceil(slot.peakMemory() / mebibyte)),
  };
  const lines = platformLog(spec);
  const log = [
    course.initLog,
    lines.start(requestId, course.workFrom),
    course.output,
    failure?.logged === true ? lines.fault(requestId, failure.message, failure.errorType) : '',
    lines.end({ requestId, ...figures, initDurationMs, failure }),
  ].join('');
  const succeeded = 'payload' in answer && !answer.isError;
  return {
    payload: 'payload' in answer ? answer.payload : failurePayload(answer.failure, requestId),
    functionError: succeeded ? undefined : ('Unhandled' as const),
    log,
    ...figures,
    initDurationMs,
  };
};
