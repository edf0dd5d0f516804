/** The parts of a project’s file to lock. */
export interface ProjectChoice {
  readonly file: string;
  readonly extras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** The place that chooses the extras and groups. The default is layer.json. */
  readonly where?: string | undefined;
}
