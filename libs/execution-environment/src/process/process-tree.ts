import { readFileSync, readdirSync } from 'node:fs';

/** Memory of a process tree, in bytes. */
export interface ProcessTreeMemory {
  /** The current resident memory of all processes together. Shared pages count once per process. */
  readonly resident: number;
  /** The highest resident memory that any single process ever had. */
  readonly peakOfOne: number;
}

/**
 * Returns the memory of a process and its descendants, without the first generations, which belong to the
 * isolation; undefined if the processes are gone. Reads Linux’s /proc.
 */
export const processTreeMemory = (pid: number, generationsToSkip: number): ProcessTreeMemory | undefined => {
  const processes = descendants([pid], generationsToSkip);
  const memories = processes.map(memoryOf).filter((memory) => memory !== undefined);
  if (memories.length === 0) return undefined;
  return {
    resident: memories.reduce((total, { resident }) => total + resident, 0),
    peakOfOne: Math.max(...memories.map(({ peakOfOne }) => peakOfOne)),
  };
};

/**
 * Sends a signal to a process and its descendants, without the first generations. A parent gets it before its children
 * are listed, so a stopped parent starts no further ones.
 */
export const signalProcessTree = (pid: number, generationsToSkip: number, signal: NodeJS.Signals): void => {
  let generation = [pid];
  for (let depth = 0; generation.length > 0; depth += 1) {
    if (depth >= generationsToSkip) generation.forEach((process) => send(process, signal));
    generation = generation.flatMap(children);
  }
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
};

const descendants = (generation: readonly number[], skip: number): number[] => {
  if (generation.length === 0) return [];
  const below = descendants(generation.flatMap(children), skip - 1);
  return skip > 0 ? below : [...generation, ...below];
};

const children = (pid: number): number[] =>
  list(`/proc/${pid}/task`).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`)
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );

const memoryOf = (pid: number): ProcessTreeMemory | undefined => {
  const status = read(`/proc/${pid}/status`);
  const resident = kibibytes(status, 'VmRSS');
  return resident === undefined ? undefined : { resident, peakOfOne: kibibytes(status, 'VmHWM') ?? resident };
};

const kibibytes = (status: string, field: string): number | undefined => {
  const [, number] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return number === undefined ? undefined : Number(number) * 1024;
};

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const list = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
