import type { EnvironmentProcesses } from './environment-processes.ts';
import { limitTime } from './limit-time.ts';
import type { InitPhase } from './log/platform-records.ts';
import type { RuntimeFailure } from './runtime-failure.ts';

export type InitializedEnvironment =
  | { readonly processes: EnvironmentProcesses; readonly durationMs: number }
  | { readonly failure: RuntimeFailure; readonly durationMs: number; readonly peakMemory: number };

/** The time limit of the initialization before the first invocation, in ms (Lambda, "Init phase"). */
export const initLimitMs = 10_000;

interface Initialization {
  readonly phase: InitPhase;
  readonly limitMs: number;
  readonly late: RuntimeFailure;
}

/** Starts the processes and waits until they are ready. Ends them if one of them fails or is too late. */
export const initializeEnvironment = async (
  open: () => Promise<EnvironmentProcesses>,
  { phase, limitMs, late }: Initialization,
): Promise<InitializedEnvironment> => {
  const startedAt = performance.now();
  const processes = await open();
  const failure = await limitTime(initialize(processes, phase), limitMs, late);
  const durationMs = performance.now() - startedAt;
  if (failure === undefined) return { processes, durationMs };
  const peakMemory = processes.peakMemory();
  await processes.shutDown(failure.status === 'timeout' ? 'timeout' : 'failure');
  return { failure, durationMs, peakMemory };
};

/** @throws what the initialization throws, for example because the environment is closed */
const initialize = async (
  processes: EnvironmentProcesses,
  phase: InitPhase,
): Promise<RuntimeFailure | undefined> => {
  try {
    return await processes.initialize(phase);
  } catch (error) {
    await processes.shutDown('failure');
    throw error;
  }
};
