import type { Subject } from '../plan/subject.ts';
import { runSubject, type Run } from './run-subject.ts';

export interface Pair {
  readonly above: Run;
  readonly below: Run;
}

export interface RunOptions {
  readonly runs: number;
  readonly python: string;
  /** Called before each run. */
  readonly onRun: (title: string) => void;
}

/** Runs two subjects in turn, after one run of each to fill the caches. */
export const runComparison = async (
  above: Subject,
  below: Subject,
  { runs, python, onRun }: RunOptions,
): Promise<readonly Pair[]> => {
  const run = (subject: Subject): Promise<Run> => {
    onRun(subject.title);
    return runSubject(subject, python);
  };
  await run(above);
  await run(below);
  const pairs: Pair[] = [];
  for (let index = 0; index < runs; index += 1)
    pairs.push({ above: await run(above), below: await run(below) });
  return pairs;
};
