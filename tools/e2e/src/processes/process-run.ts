/** The exit code and output of a process. */
export interface ProcessRun {
  readonly exitCode: number;
  /** stdout and stderr as a user sees them. */
  readonly output: string;
}
