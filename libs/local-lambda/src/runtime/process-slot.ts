import type { EnvironmentProcesses } from './environment-processes.ts';
import type { ShutdownReason } from './extensions/events.ts';
import type { FunctionSpec } from './function-environment.ts';
import { initializeEnvironment, initLimitMs } from './initialize-environment.ts';
import type { EnvironmentLog } from './log/environment-log.ts';
import { platformLog } from './log/platform-log.ts';
import type { InitPhase } from './log/platform-records.ts';
import { timeoutFailure, type RuntimeFailure } from './runtime-failure.ts';

/** The result of one attempt to initialize the processes. */
interface Attempt {
  readonly durationMs: number;
  readonly failure: RuntimeFailure | undefined;
  /** The output of the attempt, and Lambda’s own line if it failed. */
  readonly log: string;
}

/**
 * The processes of a sandbox, which are replaced when one of them ends. As on AWS, the first initialization has its own
 * limit of 10 s. If it fails, and after a crash or a timeout, the next invocation’s time includes it.
 */
export interface ProcessSlot {
  /** Initializes the processes at the first call; undefined afterwards. */
  initializeCold(): Promise<Attempt | undefined>;
  /** Initializes the processes if there are none; undefined if there are some. */
  initializeAgain(): Promise<Attempt | undefined>;
  processes(): EnvironmentProcesses | undefined;
  /** Ends the processes. Their state in memory is lost. */
  drop(reason: ShutdownReason): Promise<void>;
  /** The highest memory that the processes of this sandbox had at any time, in bytes. */
  readonly peakMemory: () => number;
}

export const createProcessSlot = (
  spec: FunctionSpec,
  log: EnvironmentLog,
  open: () => Promise<EnvironmentProcesses>,
): ProcessSlot => {
  let processes: EnvironmentProcesses | undefined;
  let isCold = true;
  let peakMemory = 0;

  const initialize = async (phase: InitPhase, limitMs: number): Promise<Attempt> => {
    const late = timeoutFailure(spec.timeoutSeconds);
    const result = await initializeEnvironment(open, { phase, limitMs, late });
    const output = await log.take();
    const { durationMs } = result;
    if ('processes' in result) {
      processes = result.processes;
      return { durationMs, failure: undefined, log: output };
    }
    const { failure } = result;
    peakMemory = Math.max(peakMemory, result.peakMemory);
    const report = platformLog(spec).initReport({ phase, durationMs, failure });
    return { durationMs, failure, log: output + report };
  };

  return {
    initializeCold: async () => {
      if (!isCold) return undefined;
      isCold = false;
      return initialize('init', initLimitMs);
    },
    initializeAgain: async () =>
      processes === undefined ? initialize('invoke', spec.timeoutSeconds * 1000) : undefined,
    processes: () => processes,
    drop: async (reason) => {
      const dropped = processes;
      peakMemory = Math.max(peakMemory, dropped?.peakMemory() ?? 0);
      processes = undefined;
      await dropped?.shutDown(reason);
    },
    peakMemory: () => Math.max(peakMemory, processes?.peakMemory() ?? 0),
  };
};
