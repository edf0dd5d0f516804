/** Processes joined by pipes; each is a program and its arguments. */
type Pipeline = readonly (readonly string[])[];

/** Something that is timed: whole processes, begun anew each time. */
export interface Subject {
  readonly title: string;
  /** One after the other: their times add up, the largest process of all is the peak. */
  readonly steps: readonly Step[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A folder that is emptied before each run, outside the time. */
  readonly fresh?: string | undefined;
  /** The layer that a run leaves. */
  readonly zip?: string | undefined;
}

interface Step {
  readonly cwd: string;
  readonly pipeline: Pipeline;
}

/** Something that this host can't run, and why. */
export interface Missing {
  readonly title: string;
  readonly missing: string;
}
