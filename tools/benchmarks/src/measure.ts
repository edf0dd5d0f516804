import { comparisons, type Comparison } from './plan/comparisons.ts';
import type { Missing, Subject } from './plan/subject.ts';
import type { SubjectName, Subjects } from './plan/subjects.ts';
import { runComparison, type RunOptions } from './running/run-comparison.ts';
import type { Run } from './running/run-subject.ts';
import {
  summarizePairs,
  summarizeRuns,
  type ComparisonFigures,
  type SubjectFigures,
} from './statistics/summarize.ts';

export interface MeasuredComparison extends Comparison {
  readonly title: string;
  /** Undefined if one of the two subjects is missing. */
  readonly figures?: ComparisonFigures | undefined;
}

export interface MeasuredSubject {
  readonly name: SubjectName;
  readonly title: string;
  /** The reason why there are no figures. */
  readonly missing?: string | undefined;
  readonly figures?: SubjectFigures | undefined;
}

export interface Measurements {
  readonly comparisons: readonly MeasuredComparison[];
  readonly subjects: readonly MeasuredSubject[];
}

/**
 * Runs the comparisons whose title contains `only`. A comparison has no figures if this host lacks one of its
 * subjects.
 */
export const measure = async (
  subjects: Subjects,
  { only, ...options }: RunOptions & { readonly only: string },
): Promise<Measurements> => {
  const runs = new Map<SubjectName, Run[]>();
  const note = (name: SubjectName, run: Run): unknown => runs.set(name, [...(runs.get(name) ?? []), run]);
  const measured: MeasuredComparison[] = [];
  for (const comparison of comparisons) {
    const [above, below] = [subjects[comparison.above], subjects[comparison.below]];
    const title = `${above.title} / ${below.title}`;
    if (!title.includes(only)) continue;
    if (isMissing(above) || isMissing(below)) {
      measured.push({ ...comparison, title });
      continue;
    }
    const pairs = await runComparison(above, below, options);
    for (const pair of pairs) {
      note(comparison.above, pair.above);
      note(comparison.below, pair.below);
    }
    measured.push({ ...comparison, title, figures: summarizePairs(pairs) });
  }
  return { comparisons: measured, subjects: describeSubjects(subjects, runs) };
};

const describeSubjects = (
  subjects: Subjects,
  runs: ReadonlyMap<SubjectName, readonly Run[]>,
): readonly MeasuredSubject[] =>
  subjectNames(subjects).map((name) => {
    const subject: Subject | Missing = subjects[name];
    const { title } = subject;
    if (isMissing(subject)) return { name, title, missing: subject.missing };
    const all = runs.get(name);
    return all === undefined ? { name, title } : { name, title, figures: summarizeRuns(all) };
  });

const isMissing = (subject: Subject | Missing): subject is Missing => 'missing' in subject;

const subjectNames = (subjects: Subjects): readonly SubjectName[] =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Object.keys returns string[]
  Object.keys(subjects) as SubjectName[];
