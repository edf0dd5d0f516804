import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { FuzzOptions, FuzzReport } from './fuzz-reader.ts';

/** The number of inputs of one batch. */
const batchRuns = 20_000;

export interface BatchedOptions extends FuzzOptions {
  readonly reader: string;
  /** The folder for the files of readers that take a path. */
  readonly folder: string;
}

/**
 * Gives a reader its inputs in batches, each in a process of its own. A process remembers the secrets of what it reads, so
 * one that reads a million configurations would run out of memory. The seeds of the batches follow one another. Ends
 * with the first batch that has a problem; `seed` is then the one that gives it again.
 */
export const fuzzInBatches = async (options: BatchedOptions): Promise<FuzzReport & { seed: number }> => {
  const { runs, reader } = options;
  let total: FuzzReport = { reader, inputs: 0, refused: 0, slowestMs: 0, problem: undefined };
  for (let done = 0; done < runs; done += batchRuns) {
    const seed = options.seed + done / batchRuns;
    const { inputs, refused, slowestMs, problem } = await runBatch({
      ...options,
      seed,
      runs: Math.min(batchRuns, runs - done),
    });
    total = {
      reader,
      inputs: total.inputs + inputs,
      refused: total.refused + refused,
      slowestMs: Math.max(total.slowestMs, slowestMs),
      problem,
    };
    if (problem !== undefined) return { ...total, seed };
  }
  return { ...total, seed: options.seed };
};

const program = fileURLToPath(new URL('./fuzz-batch.ts', import.meta.url));

const runBatch = async (batch: BatchedOptions): Promise<FuzzReport> => {
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', program, JSON.stringify(batch)]);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- written by fuzz-batch.ts
  return JSON.parse(stdout) as FuzzReport;
};
