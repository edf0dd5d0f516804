import type { EnvironmentProcess } from '@layerkit/execution-environment';

/** The interval of the memory checks, in ms. In between, a process can exceed its limit unnoticed. */
const interval = 20;
export const mebibyte = 1_048_576;

export interface MemoryWatch {
  /** The highest memory so far, in bytes. */
  readonly peak: () => number;
  /** Whether the limit was exceeded and the processes were killed. */
  exceeded(): boolean;
  stop(): void;
}

/**
 * Enforces Lambda’s memory size on a process tree by watching its resident memory. A limit on address space
 * (RLIMIT_AS) would refuse allocations that AWS allows, and control groups need rights that few hosts grant.
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
