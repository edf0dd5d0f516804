import { mkdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import type { Subject } from '../plan/subject.ts';

/** The time, memory and size of one run. */
export interface Run {
  readonly wallSeconds: number;
  /** User and system time of all processes. */
  readonly cpuSeconds: number;
  /** Resident memory of the largest process. */
  readonly peakBytes: number;
  /** Size of the layer zip, if the run wrote one. */
  readonly zipBytes?: number | undefined;
}

const stopwatch = fileURLToPath(new URL('./stopwatch.py', import.meta.url));

/** The JSON that the measuring programs print about a run. */
export const figuresSchema = z.object({
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  peakBytes: z.number(),
});

/**
 * Runs a subject once.
 * @param python interpreter for the stopwatch: Node does not report how much memory a child used
 * @throws Error if a process fails, with its stderr in the message
 */
export const runSubject = async ({ steps, env = {}, fresh, zip }: Subject, python: string): Promise<Run> => {
  if (fresh !== undefined) {
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
  }
  const { stdout } = await execa(python, ['-I', stopwatch], { input: JSON.stringify({ steps, env }) });
  const run = figuresSchema.parse(JSON.parse(stdout));
  return zip === undefined ? run : { ...run, zipBytes: (await stat(zip)).size };
};
