import { mkdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import type { Subject } from '../plan/subject.ts';

/** What one run took. */
export interface Run {
  readonly wallSeconds: number;
  /** User and system time of all processes. */
  readonly cpuSeconds: number;
  /** Resident memory of the largest process. */
  readonly peakBytes: number;
  /** Size of the layer, where it left one. */
  readonly zipBytes?: number | undefined;
}

const stopwatch = fileURLToPath(new URL('./stopwatch.py', import.meta.url));

/** What the programs that measure print of a run. */
export const figuresSchema = z.object({
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  peakBytes: z.number(),
});

/**
 * Runs a subject once.
 * @param python runs the stopwatch: Node does not say how much memory a child took.
 * @throws Error when one of its processes fails; what that wrote to stderr is in the message
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
