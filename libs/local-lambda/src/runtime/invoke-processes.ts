import type { Stage } from './stage.ts';
import type { Answer, Delivery } from './environment-api/runtime-api.ts';
import { deliverInvoke } from './extensions/events.ts';
import { limitTime } from './limit-time.ts';
import { runtimeDoneRecord, startRecord } from './log/platform-records.ts';
import { areDone, freeze, thaw, waitFor } from './processes.ts';
import { timeoutFailure, tooLargeFailure, type RuntimeFailure } from './runtime-failure.ts';

export type RuntimeAnswer =
  { readonly payload: Buffer; readonly isError: boolean } | { readonly failure: RuntimeFailure };

/**
 * Runs one invocation until its deadline. It ends when the runtime and the extensions that got it have asked for the next
 * event. Without extensions, it ends with the runtime’s answer.
 */
export const invokeProcesses = async (stage: Stage, delivery: Delivery): Promise<RuntimeAnswer> => {
  const { telemetry, spec } = stage;
  const { requestId, traceId } = delivery;
  const startedAt = performance.now();
  let reported = false;
  const reportRuntime = (failure: RuntimeFailure | undefined, producedBytes?: number): void => {
    if (reported) return;
    reported = true;
    const durationMs = performance.now() - startedAt;
    const record = runtimeDoneRecord({ requestId, traceId, durationMs, producedBytes, failure });
    telemetry.platform('platform.runtimeDone', record);
  };
  thaw(stage);
  telemetry.platform('platform.start', startRecord(spec, requestId, traceId));
  const work = async (): Promise<RuntimeAnswer> => {
    const answer = await runRuntime(stage, delivery);
    if ('failure' in answer) return answer;
    reportRuntime(undefined, answer.payload.length);
    void stage.until(() => areDone(stage)).then(() => freezeIfDone(stage));
    const failure = stage.registry.all.length === 0 ? undefined : await waitFor(stage, () => areDone(stage));
    return failure === undefined ? answer : { failure };
  };
  const late = { failure: timeoutFailure(spec.timeoutSeconds) };
  const answer = await limitTime(work(), delivery.deadline - Date.now(), late);
  if ('failure' in answer) reportRuntime(answer.failure);
  return answer;
};

/** Delivers the invocation. Waits for the answer of the runtime and, if there are extensions, until it asks for the next one. */
const runRuntime = async (stage: Stage, delivery: Delivery): Promise<RuntimeAnswer> => {
  const { registry, runtimeApi, until, changed } = stage;
  let answer: Answer | undefined;
  deliverInvoke(registry, delivery);
  void runtimeApi.deliver(delivery).then((given) => {
    answer = given;
    changed();
  });
  const failure = await waitFor(stage, () => answer !== undefined);
  if (failure !== undefined) return { failure };
  if (answer?.kind !== 'response' && answer?.kind !== 'error') {
    // The runtime client ends after the refusal, and its last output belongs to this invocation.
    await limitTime(
      until(() => stage.failure !== undefined),
      1000,
      undefined,
    );
    return { failure: tooLargeFailure() };
  }
  const failedLater = registry.all.length === 0 ? undefined : await waitFor(stage, runtimeApi.isIdle);
  const { payload, kind } = answer;
  return failedLater === undefined ? { payload, isError: kind === 'error' } : { failure: failedLater };
};

/** The next invocation can have begun before the runtime asked for it. */
const freezeIfDone = (stage: Stage): void => {
  if (areDone(stage)) freeze(stage);
};
