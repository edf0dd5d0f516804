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
 * Enforces Lambda’s memory size on process trees by watching their resident memory together. A limit on address space
 * (RLIMIT_AS) would refuse allocations that AWS allows, and control groups need rights that few hosts grant.
 * @param watched the processes, which can become more
 */
export const watchMemory = (watched: readonly EnvironmentProcess[], memoryMb: number): MemoryWatch => {
  let peak = 0;
  let exceeded = false;
  const look = (): void => {
    const memories = watched.map((one) => one.memory()).filter((memory) => memory !== undefined);
    const resident = memories.reduce((total, memory) => total + memory.resident, 0);
    peak = Math.max(peak, resident, ...memories.map(({ peakOfOne }) => peakOfOne));
    if (peak <= memoryMb * mebibyte) return;
    exceeded = true;
    for (const one of watched) void one.kill();
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
