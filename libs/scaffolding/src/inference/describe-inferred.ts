export interface InferredProject {
  readonly name: string;
  /** Targets, and fields of targets, that stay in project.json. */
  readonly kept: readonly string[];
  /** Targets that the project did not have. */
  readonly gained: readonly string[];
}

/** Returns what a user needs to know about a project whose targets Nx infers now. */
export const describeInferred = ({ name, kept, gained }: InferredProject): readonly string[] => [
  ...(kept.length === 0 ? [] : [`${name} keeps in project.json: ${kept.join(', ')}`]),
  ...(gained.length === 0 ? [] : [`${name} has further targets now: ${gained.join(', ')}`]),
];
