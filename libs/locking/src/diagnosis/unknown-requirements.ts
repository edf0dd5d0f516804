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
  { projects }: IndexAnswers,
  { requirements }: Requirements,
): readonly UnknownRequirement[] =>
  requirements.flatMap(({ name, text, where, at }) => {
    const answer = projects.find((one) => one.name === name);
    if (answer === undefined || answer.files.length > 0 || at !== undefined) return [];
    const problem = `${where}: ${name}: not at ${answer.asked.join(' nor at ')}`;
    return [{ name, requirement: text, problem }];
  });
