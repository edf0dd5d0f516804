import type { Tags } from './functions.ts';

/** A tag that will change. Without `before` it is new, without `after` it is removed. */
export interface TagChange {
  readonly field: 'tags';
  readonly key: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface WantedTags {
  /** The tags of function.json; `undefined` if it has none, and then all others stay. */
  readonly stated: Tags | undefined;
  /** The tags that mark the function as managed. */
  readonly owner: Tags;
}

/**
 * Compares the tags of a function with the wanted ones. Stated tags are all that the function will have, except
 * those of layerkit and of AWS, whose keys begin with `aws:`.
 */
export const tagChanges = (current: Tags, { stated, owner }: WantedTags): readonly TagChange[] => {
  const wanted = { ...stated, ...owner };
  const set = Object.entries(wanted).filter(([key, value]) => valueOf(current, key) !== value);
  const isGone = (key: string) => valueOf(wanted, key) === undefined && !isReserved(key);
  const removed = stated === undefined ? [] : Object.entries(current).filter(([key]) => isGone(key));
  return [
    ...set.map(([key, after]) => ({ field: 'tags', key, ...beforeOf(current, key), after }) as const),
    ...removed.map(([key, before]) => ({ field: 'tags', key, before }) as const),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
};

/** Returns the request for the changes. */
export const tagRequest = (changes: readonly TagChange[]) => ({
  set: Object.fromEntries(
    changes.flatMap(({ key, after }) => (after === undefined ? [] : [[key, after] as const])),
  ),
  remove: changes.filter(({ after }) => after === undefined).map(({ key }) => key),
});

const valueOf = (tags: Tags, key: string): string | undefined =>
  Object.hasOwn(tags, key) ? tags[key] : undefined;

const beforeOf = (current: Tags, key: string) => {
  const before = valueOf(current, key);
  return before === undefined ? {} : { before };
};

/** Only layerkit changes its own tags, and nobody can change those of AWS. */
const isReserved = (key: string): boolean => /^(?:aws|layerkit):/i.test(key);
