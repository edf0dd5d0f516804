import { isDeepStrictEqual } from 'node:util';
import { lockChanges, type LockChanges } from '@layerkit/locking';
import type { BuildInputs } from './build-inputs.ts';

/** Something that has another value than before; undefined where there is none. */
interface Changed<T> {
  readonly from: T | undefined;
  readonly to: T | undefined;
}

/** Each list by path. */
export interface FileChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What one build was made from and another was not. Nothing in it: the same inputs. */
export interface InputChanges {
  readonly lock: LockChanges;
  /** The requirements are others; the pins may be the same. */
  readonly requirements: boolean;
  /** Files that changed in what the layer does not take of them: its requirements are the same. */
  readonly untaken: readonly string[];
  /** Fields of layer.json. */
  readonly fields: readonly (Changed<unknown> & { readonly name: string })[];
  readonly imports: boolean;
  readonly sources: FileChanges;
  readonly tool?: Changed<string>;
  readonly interpreter?: Changed<string>;
}

/** Compares what two builds for one target were made from. */
export const inputChanges = (before: BuildInputs, after: BuildInputs): InputChanges => ({
  lock: lockChanges(before.lock?.packages ?? [], after.lock?.packages ?? []),
  requirements: before.lock?.requirements !== after.lock?.requirements,
  untaken: untakenChanges(before.lock, after.lock),
  fields: fieldChanges(before.definition, after.definition),
  imports: before.imports !== after.imports,
  sources: fileChanges(before.sources ?? {}, after.sources ?? {}),
  ...(before.tool !== after.tool && { tool: { from: before.tool, to: after.tool } }),
  ...(before.interpreter !== after.interpreter && {
    interpreter: { from: before.interpreter, to: after.interpreter },
  }),
});

/** Whether two builds were made from the same. */
export const isUnchanged = (changes: InputChanges): boolean => {
  const { lock, sources, fields, requirements, untaken, imports, tool, interpreter } = changes;
  const lists = [
    lock.added,
    lock.removed,
    lock.changed,
    sources.added,
    sources.removed,
    sources.changed,
    untaken,
  ];
  return (
    lists.every(({ length }) => length === 0) &&
    fields.length === 0 &&
    !requirements &&
    !imports &&
    tool === undefined &&
    interpreter === undefined
  );
};

/** A record of an earlier layerkit does not name the files. */
const untakenChanges = (before: BuildInputs['lock'], after: BuildInputs['lock']): readonly string[] => {
  if (before?.requirements !== after?.requirements || before?.files === undefined) return [];
  const { added, removed, changed } = fileChanges(before.files, after?.files ?? {});
  return [...changed, ...added, ...removed].sort();
};

type Fields = BuildInputs['definition'];

const fieldChanges = (before: Fields, after: Fields): InputChanges['fields'] =>
  namesOf(before, after)
    .map((name) => ({ name, from: before[name], to: after[name] }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));

const fileChanges = (
  before: NonNullable<BuildInputs['sources']>,
  after: NonNullable<BuildInputs['sources']>,
): FileChanges => {
  const names = namesOf(before, after);
  return {
    added: names.filter((name) => before[name] === undefined),
    removed: names.filter((name) => after[name] === undefined),
    changed: names.filter(
      (name) => before[name] !== undefined && after[name] !== undefined && before[name] !== after[name],
    ),
  };
};

const namesOf = (before: object, after: object): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
