import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

export interface PeakMemory {
  /** The most resident bytes of all descendants together. Shared memory counts for each. */
  readonly groupBytes: number;
  /** Resident bytes of the largest descendant at any time. */
  readonly largestBytes: number;
  /** The number of descendants at the time of `groupBytes`. */
  readonly processes: number;
}

/** Watches the descendants of this process until stopped. The result is undefined if there is no /proc. */
export const watchMemory = (): { stop(): Promise<PeakMemory | undefined> } => {
  const stopping = new AbortController();
  const watching = watchUntil(stopping.signal);
  return {
    stop() {
      stopping.abort();
      return watching;
    },
  };
};

const watchUntil = async (stopped: AbortSignal): Promise<PeakMemory | undefined> => {
  let peak: PeakMemory | undefined;
  while (!stopped.aborted) {
    const sizes = await descendantSizes();
    const groupBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const largestBytes = Math.max(peak?.largestBytes ?? 0, ...sizes);
    if (groupBytes > (peak?.groupBytes ?? 0)) peak = { groupBytes, largestBytes, processes: sizes.length };
    else if (peak !== undefined) peak = { ...peak, largestBytes };
    await setTimeout(everyMilliseconds);
  }
  return peak;
};

const everyMilliseconds = 100;

/** The page size of Linux on every machine that runs this. */
const pageBytes = 4096;

const descendantSizes = async (): Promise<readonly number[]> => {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  const processes = found.filter((one) => one !== undefined);
  const ours = new Set([process.pid]);
  // A parent may come after its child in the list
  for (let before = 0; before !== ours.size;) {
    before = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  return processes.filter(({ pid }) => pid !== process.pid && ours.has(pid)).map(({ bytes }) => bytes);
};

/**
 * Reads fields 4 (parent) and 24 (resident pages) of stat (proc(5)), after the name, which may contain any
 * character.
 */
const readProcess = async (name: string) => {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid: Number(name), parent: Number(fields[1]), bytes: Number(fields[21]) * pageBytes };
};
