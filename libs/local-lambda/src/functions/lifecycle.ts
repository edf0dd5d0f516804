import { resourceConflict, revisionMismatch } from '../refusal/refusals.ts';
import type { FunctionRecord, Revision } from './function-record.ts';

// A change is there at once and in force later, as on AWS. When that is stands in the record, so a state
// left in progress by a server that was killed settles by itself.

export type Content = Omit<Revision, 'revisionId' | 'lastModified'>;

/** What a transition takes from outside, so that it stays a pure function. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
  /** How long a change takes to come into force, in ms. */
  readonly delay: number;
}

export const createFunctionRecord = (
  name: string,
  given: { readonly content: Content; readonly tags: Readonly<Record<string, string>> },
  moment: Moment,
): FunctionRecord => ({
  name,
  tags: given.tags,
  current: stamp(given.content, moment),
  transition: { kind: 'creating', ...settling(moment) },
});

export const changeFunctionRecord = (
  record: FunctionRecord,
  content: Content,
  moment: Moment,
): FunctionRecord => ({
  ...record,
  current: stamp(content, moment),
  transition: { kind: 'updating', ...settling(moment), before: record.current },
});

/** The record as it is by now: a transition whose time has come is over. */
export const settle = (record: FunctionRecord, now: number): FunctionRecord => {
  const { transition, ...rest } = record;
  if (transition === undefined || now < transition.settlesAt) return record;
  return { ...rest, current: { ...record.current, revisionId: transition.settledRevisionId } };
};

/**
 * What an invocation runs; while an update is in progress that is what was before it.
 * @throws Refusal ResourceConflictException while the function is being created
 */
export const servedRevision = (record: FunctionRecord): Revision => {
  const { transition } = record;
  if (transition === undefined) return record.current;
  if (transition.before === undefined) throw pending();
  return transition.before;
};

/**
 * @param revisionId what the caller took for the latest, where it said so
 * @throws Refusal ResourceConflictException during another change, PreconditionFailedException for a stale id
 */
export const refuseUntimelyChange = (
  record: FunctionRecord,
  arn: string,
  revisionId: string | undefined,
): void => {
  if (record.transition?.kind === 'creating') throw pending();
  if (record.transition?.kind === 'updating')
    throw resourceConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
    );
  if (revisionId !== undefined && revisionId !== record.current.revisionId) throw revisionMismatch();
};

const pending = () =>
  resourceConflict(
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  );

const stamp = (content: Content, moment: Moment): Revision => ({
  ...content,
  revisionId: moment.newId(),
  lastModified: awsDate(moment.now),
});

const settling = (moment: Moment) => ({
  settlesAt: moment.now + moment.delay,
  settledRevisionId: moment.newId(),
});

/** As Lambda writes a date: 2026-01-12T15:31:58.123+0000. */
export const awsDate = (now: number): string => new Date(now).toISOString().replace('Z', '+0000');
