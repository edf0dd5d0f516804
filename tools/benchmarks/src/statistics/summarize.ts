import type { Aim } from '../plan/comparisons.ts';
import type { Pair } from '../running/run-comparison.ts';
import type { Run } from '../running/run-subject.ts';
import { ratiosOf, spreadOf, type Spread } from './spread.ts';

/** The figures of one subject over all its runs. */
export interface SubjectFigures {
  readonly wallSeconds: Spread;
  readonly cpuSeconds: Spread;
  readonly peakBytes: Spread;
  readonly zipBytes?: number | undefined;
}

/** The ratio of the first subject to the second, over all pairs of runs. */
export interface ComparisonFigures {
  readonly wall: Spread;
  readonly cpu: Spread;
}

export const summarizeRuns = (runs: readonly Run[]): SubjectFigures => {
  const zipBytes = runs.at(-1)?.zipBytes;
  return {
    wallSeconds: spreadOf(runs.map((run) => run.wallSeconds)),
    cpuSeconds: spreadOf(runs.map((run) => run.cpuSeconds)),
    peakBytes: spreadOf(runs.map((run) => run.peakBytes)),
    zipBytes,
  };
};

export const summarizePairs = (pairs: readonly Pair[]): ComparisonFigures => ({
  wall: ratiosOf(pairs.map(({ above, below }) => [above.wallSeconds, below.wallSeconds])),
  cpu: ratiosOf(pairs.map(({ above, below }) => [above.cpuSeconds, below.cpuSeconds])),
});

/** Returns whether the median meets the aim. */
export const isMet = ({ atMost = Infinity, atLeast = 0 }: Aim, { median }: Spread): boolean =>
  median <= atMost && median >= atLeast;
