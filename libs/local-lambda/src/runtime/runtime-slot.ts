import type { FunctionSpec } from './function-environment.ts';
import { initializeRuntime, initLimitMs } from './initialize-runtime.ts';
import type { LogFile } from './log-file.ts';
import { platformLog } from './platform-log.ts';
import { timeoutFailure, type RuntimeFailure } from './runtime-failure.ts';
import type { RuntimeProcess } from './runtime-process.ts';

/** The result of one attempt to initialize a runtime. */
interface Attempt {
  readonly durationMs: number;
  readonly failure: RuntimeFailure | undefined;
  /** The output of the attempt, and Lambda’s own line if it failed. */
  readonly log: string;
}

/**
 * The runtime of a sandbox, which is replaced when it ends. As on AWS, the first initialization has its own
 * limit of 10 s. If it fails, and after a crash or a timeout, the next invocation’s time includes it.
 */
export interface RuntimeSlot {
  /** Initializes the runtime at the first call; undefined afterwards. */
  initializeCold(): Promise<Attempt | undefined>;
  /** Initializes the runtime if there is none; undefined if there is one. */
  initializeAgain(): Promise<Attempt | undefined>;
  runtime(): RuntimeProcess | undefined;
  /** Ends the runtime. Its state in memory is lost. */
  drop(): Promise<void>;
  /** The highest memory of any runtime of this sandbox, in bytes. */
  readonly peakMemory: () => number;
}

export const createRuntimeSlot = (
  spec: FunctionSpec,
  log: LogFile,
  start: () => Promise<RuntimeProcess>,
): RuntimeSlot => {
  let runtime: RuntimeProcess | undefined;
  let isCold = true;
  let peakMemory = 0;

  const initialize = async (phase: 'init' | 'invoke', limitMs: number): Promise<Attempt> => {
    const result = await initializeRuntime(start, limitMs, timeoutFailure(spec.timeoutSeconds));
    const output = await log.take();
    const { durationMs } = result;
    if ('runtime' in result) {
      runtime = result.runtime;
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
      runtime === undefined ? initialize('invoke', spec.timeoutSeconds * 1000) : undefined,
    runtime: () => runtime,
    drop: async () => {
      const dropped = runtime;
      peakMemory = Math.max(peakMemory, dropped?.peakMemory() ?? 0);
      runtime = undefined;
      await dropped?.stop();
    },
    peakMemory: () => Math.max(peakMemory, runtime?.peakMemory() ?? 0),
  };
};
