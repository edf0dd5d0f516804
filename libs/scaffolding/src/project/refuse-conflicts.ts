import { LayerkitError } from '@layerkit/failure';

/** Something of a project that is there, and what was asked for: a name or a set of names. */
export interface Fact {
  /** The option’s name. */
  readonly option: string;
  readonly has: string | readonly string[] | undefined;
  /** Undefined where nothing was asked for. */
  readonly wanted: string | readonly string[] | undefined;
}

/**
 * Makes sure that a project which is there already is what was asked for.
 * @throws LayerkitError workspace/conflict, with every option that it is not
 */
export const refuseConflicts = (project: string, facts: readonly Fact[]): void => {
  const conflicts = facts.filter(({ has, wanted }) => wanted !== undefined && show(has) !== show(wanted));
  if (conflicts.length === 0) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the project “${project}” is there already, and it is not as it is asked for now`,
    problems: conflicts.map(({ option, has, wanted }) => `${option}: is ${show(has)}, not ${show(wanted)}`),
    hint: 'A generator changes no project that is there: edit its files, or take another name.',
  });
};

const show = (value: Fact['has']): string =>
  value === undefined ? 'not set' : [value].flat().toSorted().join(', ');
