import { LayerkitError } from '@layerkit/failure';

/**
 * The value of an option in an existing project, and the value that was asked for: a name or a set of names.
 */
export interface Fact {
  /** The option’s name. */
  readonly option: string;
  readonly has: string | readonly string[] | undefined;
  /** Undefined if the option was not given. */
  readonly wanted: string | readonly string[] | undefined;
}

/**
 * Checks that an existing project has the values that were asked for.
 * @throws LayerkitError workspace/conflict, with every option that differs
 */
export const refuseConflicts = (project: string, facts: readonly Fact[]): void => {
  const conflicts = facts.filter(({ has, wanted }) => wanted !== undefined && show(has) !== show(wanted));
  if (conflicts.length === 0) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the project “${project}” already exists with other options`,
    problems: conflicts.map(({ option, has, wanted }) => `${option}: is ${show(has)}, not ${show(wanted)}`),
    hint: 'Edit its files, or choose another name. A generator does not change an existing project.',
  });
};

const show = (value: Fact['has']): string =>
  value === undefined ? 'not set' : [value].flat().toSorted().join(', ');
