/** Processes joined by pipes; each is a program and its arguments. */
type Pipeline = readonly (readonly string[])[];

/** Something to time: whole processes, started again for each run. */
export interface Subject {
  readonly title: string;
  /** Run one after another. Their times are added up; the peak is that of the largest process. */
  readonly steps: readonly Step[];
  /** Variables to add to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A folder that is emptied before each run, outside the measured time. */
  readonly fresh?: string | undefined;
  /** The layer zip that a run writes. */
  readonly zip?: string | undefined;
}

interface Step {
  readonly cwd: string;
  readonly pipeline: Pipeline;
}

/** A subject that this host can't run, with the reason. */
export interface Missing {
  readonly title: string;
  readonly missing: string;
}
