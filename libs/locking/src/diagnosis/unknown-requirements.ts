import type { Requirements } from '../requirements/read-requirements.ts';
import type { IndexAnswers } from '../candidates/ask-indexes.ts';

/** A requirement on a project that no index has. */
export interface UnknownRequirement {
  readonly name: string;
  /** The line to try alone. */
  readonly requirement: string;
  readonly problem: string;
}

/** Returns the requirements that no index knows. */
export const unknownAmong = (
  { projects, asked }: IndexAnswers,
  { requirements }: Requirements,
): readonly UnknownRequirement[] =>
  requirements
    .filter(({ name }) => projects.some((one) => one.name === name && one.files.length === 0))
    .map(({ name, text, where }) => ({
      name,
      requirement: text,
      problem: `${where}: ${name}: not at ${asked.join(' nor at ')}`,
    }));
