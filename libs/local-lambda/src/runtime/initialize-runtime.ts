import { limitTime } from './limit-time.ts';
import type { RuntimeProcess } from './runtime-process.ts';
import { endFailure, reportedFailure, type RuntimeFailure } from './runtime-failure.ts';

export type InitializedRuntime =
  | { readonly runtime: RuntimeProcess; readonly durationMs: number }
  | { readonly failure: RuntimeFailure; readonly durationMs: number; readonly peakMemory: number };

/** The time limit of the initialization before the first invocation, in ms (Lambda, "Init phase"). */
export const initLimitMs = 10_000;

/** Starts a runtime and waits until it asks for an invocation. Ends a runtime that fails or is too late. */
export const initializeRuntime = async (
  start: () => Promise<RuntimeProcess>,
  limitMs: number,
  late: RuntimeFailure,
): Promise<InitializedRuntime> => {
  const startedAt = performance.now();
  const runtime = await start();
  const failure = await limitTime(
    Promise.race([whenInitialized(runtime), runtime.ended.then(endFailure)]),
    limitMs,
    late,
  );
  const durationMs = performance.now() - startedAt;
  if (failure === undefined) return { runtime, durationMs };
  const peakMemory = runtime.peakMemory();
  await runtime.stop();
  return { failure, durationMs, peakMemory };
};

const whenInitialized = async ({ api }: RuntimeProcess): Promise<RuntimeFailure | undefined> => {
  const outcome = await api.initialized;
  return outcome.kind === 'ready' ? undefined : reportedFailure(outcome.payload, outcome.errorType);
};
