import type { EnvironmentProcess } from '@layerkit/execution-environment';

/** How often the memory is looked at, in ms: a process can pass its limit by what it fills in that time. */
const interval = 20;
export const mebibyte = 1_048_576;

export interface MemoryWatch {
  /** Bytes. */
  readonly peak: () => number;
  /** Whether the limit was passed, and the processes killed for it. */
  exceeded(): boolean;
  stop(): void;
}

/**
 * Holds a process tree to Lambda’s memory size by watching what it has resident. A limit on address space
 * (RLIMIT_AS) would refuse what AWS allows, and control groups need rights that few hosts give.
 */
export const watchMemory = (watched: EnvironmentProcess, memoryMb: number): MemoryWatch => {
  let peak = 0;
  let exceeded = false;
  const look = (): void => {
    const memory = watched.memory();
    if (memory === undefined) return;
    peak = Math.max(peak, memory.resident, memory.peakOfOne);
    if (peak <= memoryMb * mebibyte) return;
    exceeded = true;
    void watched.kill();
  };
  const timer = setInterval(look, interval).unref();
  return {
    peak: () => {
      look();
      return peak;
    },
    exceeded: () => exceeded,
    stop: () => clearInterval(timer),
  };
};
