import { resourceConflict, revisionMismatch } from '../refusal/refusals.ts';
import type { FunctionRecord, Revision } from './function-record.ts';

// A change is visible at once and takes effect later, as on AWS. The record has the time of that, so a change
// that a killed server left in progress still settles.

export type Content = Omit<Revision, 'revisionId' | 'lastModified'>;

/** The time and the ids for a transition. As parameters, they keep transitions pure. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
  /** The time until a change takes effect, in ms. */
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

/** Tags take effect at once. They get the function a new RevisionId, but no new LastModified. */
export const changeTags = (
  record: FunctionRecord,
  tags: FunctionRecord['tags'],
  { newId }: Pick<Moment, 'newId'>,
): FunctionRecord => ({ ...record, tags, current: { ...record.current, revisionId: newId() } });

/** Returns the record at this time: a transition that is due is completed. */
export const settle = (record: FunctionRecord, now: number): FunctionRecord => {
  const { transition, ...rest } = record;
  if (transition === undefined || now < transition.settlesAt) return record;
  return { ...rest, current: { ...record.current, revisionId: transition.settledRevisionId } };
};

/**
 * Returns the revision that an invocation runs. During an update this is the revision before it.
 * @throws Refusal ResourceConflictException while the function is being created
 */
export const servedRevision = (record: FunctionRecord): Revision => {
  const { transition } = record;
  if (transition === undefined) return record.current;
  if (transition.before === undefined) throw pending();
  return transition.before;
};

/**
 * Refuses a change at the wrong time, or to a stale revision.
 * @param revisionId the revision that the caller expects to be the latest
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

/** Formats a date as Lambda does: 2026-01-12T15:31:58.123+0000. */
export const awsDate = (now: number): string => new Date(now).toISOString().replace('Z', '+0000');
