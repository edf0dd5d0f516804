import type { FunctionSpec } from './function-environment.ts';
import { initializeRuntime, initLimitMs } from './initialize-runtime.ts';
import type { LogFile } from './log-file.ts';
import { platformLog } from './platform-log.ts';
import { timeoutFailure, type RuntimeFailure } from './runtime-failure.ts';
import type { RuntimeProcess } from './runtime-process.ts';

/** One try to get a runtime ready. */
interface Attempt {
  readonly durationMs: number;
  readonly failure: RuntimeFailure | undefined;
  /** What it printed, and Lambda’s own line where it failed. */
  readonly log: string;
}

/**
 * The place of the runtime in a sandbox. As on AWS: before the first invocation it is initialized within 10 s
 * that don’t count; when that fails, and after a crash or a time-out, within the next invocation’s own time.
 */
export interface RuntimeSlot {
  /** Only the first time; undefined afterwards. */
  initializeCold(): Promise<Attempt | undefined>;
  /** Where no runtime is there; undefined where one is. */
  initializeAgain(): Promise<Attempt | undefined>;
  runtime(): RuntimeProcess | undefined;
  /** Ends the runtime, and with it its state in memory. */
  drop(): Promise<void>;
  /** The most memory that any runtime of this sandbox had, in bytes. */
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
