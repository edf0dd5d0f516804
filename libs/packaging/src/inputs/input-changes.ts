import { isDeepStrictEqual } from 'node:util';
import { lockChanges, type LockChanges } from '@layerkit/locking/lock';
import type { BuildInputs } from './build-inputs.ts';

/** A changed value; undefined if it is absent. */
interface Changed<T> {
  readonly from: T | undefined;
  readonly to: T | undefined;
}

/** Added, removed and changed paths, each list sorted. */
export interface FileChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** The differences between the inputs of two builds. All lists are empty for equal inputs. */
export interface InputChanges {
  readonly lock: LockChanges;
  /** Whether the requirements changed. The pins may be the same. */
  readonly requirements: boolean;
  /** Files that changed without changing the layer’s requirements. */
  readonly untaken: readonly string[];
  /** Fields of layer.json. */
  readonly fields: readonly (Changed<unknown> & { readonly name: string })[];
  readonly imports: boolean;
  /** Layers of `providedBy` whose locks changed. */
  readonly providers: readonly string[];
  readonly sources: FileChanges;
  /** The local packages with changes, sorted by name. */
  readonly locals: readonly (FileChanges & { readonly name: string })[];
  /** Files outside `python/`. */
  readonly files: FileChanges;
  readonly tool?: Changed<string>;
  readonly interpreter?: Changed<string>;
}

/** Compares the inputs of two builds for one target. */
export const inputChanges = (before: BuildInputs, after: BuildInputs): InputChanges => ({
  lock: lockChanges(before.lock?.packages ?? [], after.lock?.packages ?? []),
  requirements: before.lock?.requirements !== after.lock?.requirements,
  untaken: untakenChanges(before.lock, after.lock),
  fields: fieldChanges(before.definition, after.definition),
  imports: before.imports !== after.imports,
  providers: allChanges(before.providers ?? {}, after.providers ?? {}),
  sources: fileChanges(before.sources ?? {}, after.sources ?? {}),
  locals: localChanges(before.locals ?? {}, after.locals ?? {}),
  files: fileChanges(before.files ?? {}, after.files ?? {}),
  ...(before.tool !== after.tool && { tool: { from: before.tool, to: after.tool } }),
  ...(before.interpreter !== after.interpreter && {
    interpreter: { from: before.interpreter, to: after.interpreter },
  }),
});

/** Returns whether two builds had the same inputs. */
export const isUnchanged = (changes: InputChanges): boolean => {
  const { lock, sources, files, locals, fields, requirements, untaken, imports, tool, interpreter } = changes;
  const lists = [
    locals,
    lock.added,
    lock.removed,
    lock.changed,
    sources.added,
    sources.removed,
    sources.changed,
    files.added,
    files.removed,
    files.changed,
    untaken,
    changes.providers,
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

/** Returns changed files if the requirements are equal. Records of earlier versions of layerkit have no files. */
const untakenChanges = (before: BuildInputs['lock'], after: BuildInputs['lock']): readonly string[] => {
  if (before?.requirements !== after?.requirements || before?.files === undefined) return [];
  return allChanges(before.files, after?.files ?? {});
};

const allChanges = (...files: Parameters<typeof fileChanges>): readonly string[] => {
  const { added, removed, changed } = fileChanges(...files);
  return [...changed, ...added, ...removed].sort();
};

type Fields = BuildInputs['definition'];

const fieldChanges = (before: Fields, after: Fields): InputChanges['fields'] =>
  namesOf(before, after)
    .map((name) => ({ name, from: before[name], to: after[name] }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));

type Locals = NonNullable<BuildInputs['locals']>;

const localChanges = (before: Locals, after: Locals): InputChanges['locals'] =>
  namesOf(before, after)
    .map((name) => ({ name, ...fileChanges(before[name] ?? {}, after[name] ?? {}) }))
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);

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
