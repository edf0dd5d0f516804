/** How a process ended. */
export interface ProcessRun {
  readonly exitCode: number;
  /** stdout and stderr as a person sees them. */
  readonly output: string;
}
