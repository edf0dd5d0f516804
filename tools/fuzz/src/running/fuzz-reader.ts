import { isLayerkitError } from '@layerkit/failure';
import fc from 'fast-check';
import { changedInputs } from '../inputs/changed-inputs.ts';
import type { Reader } from '../readers/reader.ts';

export interface FuzzOptions {
  /** The number of inputs. */
  readonly runs: number;
  /** The same seed gives the same inputs. */
  readonly seed: number;
}

export interface FuzzReport {
  readonly reader: string;
  readonly inputs: number;
  /** The number of inputs that were refused with an error that the reader documents. */
  readonly refused: number;
  /** The longest CPU time of one input, in milliseconds. */
  readonly slowestMs: number;
  /** The first problem, with the smallest input found. */
  readonly problem: string | undefined;
}

/** The CPU time that one input may take, in milliseconds. */
const mostCpuMs = 1000;

/** The memory that reading may take in addition, in bytes. */
const mostGrowth = 1 << 29;

/**
 * Reads changed inputs and returns a report. A reader fails if it throws an error that it does not document, takes
 * more than a second of CPU time for an input, or keeps taking memory.
 */
export const fuzzReader = async (reader: Reader, { runs, seed }: FuzzOptions): Promise<FuzzReport> => {
  let inputs = 0;
  let refused = 0;
  let slowestMs = 0;
  const before = process.memoryUsage.rss();
  const readOne = async (input: Buffer): Promise<void> => {
    inputs += 1;
    const start = process.cpuUsage();
    const error = await errorOf(reader, input);
    const { user, system } = process.cpuUsage(start);
    const cpuMs = (user + system) / 1000;
    slowestMs = Math.max(slowestMs, cpuMs);
    if (error !== undefined) refused += 1;
    if (error !== undefined && !isDocumented(reader, error))
      throw error instanceof Error ? error : new Error('threw a value that is not an error');
    if (cpuMs > mostCpuMs)
      throw new Error(`took ${cpuMs.toFixed(0)} ms of CPU time for ${input.length} bytes`);
    if (process.memoryUsage.rss() - before > mostGrowth) throw new Error('took more than 512 MiB of memory');
  };
  const corpus = reader.corpus.map((entry) => Buffer.from(entry));
  const result = await fc.check(fc.asyncProperty(changedInputs(corpus), readOne), {
    numRuns: runs,
    seed,
    interruptAfterTimeLimit: mostMs(runs),
    markInterruptAsFailure: true,
  });
  const problem = result.failed
    ? describeProblem(result.errorInstance, result.counterexample?.[0])
    : undefined;
  return { reader: reader.name, inputs, refused, slowestMs, problem };
};

/** Returns the time for a reader: 20 ms for each input, which is far more than usual, and five minutes to find a smaller one. */
const mostMs = (runs: number): number => runs * 20 + 300_000;

const errorOf = async (reader: Reader, input: Buffer): Promise<unknown> => {
  try {
    await reader.read(input);
    return undefined;
  } catch (error) {
    return error;
  }
};

const isDocumented = ({ documented = [] }: Reader, error: unknown): boolean =>
  isLayerkitError(error) ||
  (error instanceof Error && [error.name, error.constructor.name].some((name) => documented.includes(name)));

const describeProblem = (error: unknown, input: Buffer | undefined): string => {
  const what = error instanceof Error ? (error.stack ?? error.message) : 'interrupted';
  return `${what}\ninput: ${JSON.stringify(input?.toString('latin1').slice(0, 500))}`;
};
