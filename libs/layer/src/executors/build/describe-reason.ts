import { formatCount } from '@layerkit/terminal';
import { type FileChanges, type InputChanges, isUnchanged, type RebuildReason } from '@layerkit/packaging';

/**
 * Returns one line about why build rebuilt the layer. Returns none for a first build, or if no input changed:
 * such a line would be true for that run only, and Nx prints it again when it restores the layer from its
 * cache.
 */
export const describeReason = (reason: RebuildReason | undefined): readonly string[] =>
  reason === undefined || isUnchanged(reason.changes)
    ? []
    : [`  rebuilt because of ${inShort(reason.changes).join('; ')}`];

/** Returns a line for each change; if nothing changed, a line for each change of the previous rebuild. */
export const explainReason = (reason: RebuildReason | undefined): readonly string[] => {
  if (reason === undefined) return ['  no earlier build to compare with'];
  const { changes, earlier } = reason;
  if (!isUnchanged(changes)) return ['  rebuilt because of:', ...inFull(changes)];
  const same = `  rebuilt from the same inputs: ${elsewhere}`;
  return earlier === undefined
    ? [same]
    : [same, '  the previous rebuild was because of:', ...inFull(earlier)];
};

/** The causes that no build input shows. Nx hashes every file of a project. */
const elsewhere =
  'another file of the project, layerkit’s own code, an option of the Nx target or nx.json changed, or the cache was skipped';

/** More would not fit in one line. */
const mostInShort = 3;

const inShort = (changes: InputChanges): readonly string[] => {
  const pins = pinLines(changes);
  const [own, files] = [fileLines(changes.sources).length, fileLines(changes.files).length];
  return [
    ...(pins.length > 0 ? [`the lock (${listed(pins)})`] : []),
    ...(pins.length === 0 && changes.requirements ? [sameLock] : []),
    ...untakenLines(changes),
    ...(changes.fields.length > 0 ? [`layer.json (${listed(changes.fields.map(({ name }) => name))})`] : []),
    ...changes.locals.map((one) => `${one.name} (${formatCount(fileLines(one).length, 'file')})`),
    ...(own > 0 ? [`own code (${formatCount(own, 'file')})`] : []),
    ...(files > 0 ? [`files (${listed(fileLines(changes.files))})`] : []),
    ...toolLines(changes),
  ];
};

const inFull = (changes: InputChanges): readonly string[] =>
  [
    ...pinLines(changes).map((line) => `lock: ${line}`),
    ...(changes.requirements ? [pinLines(changes).length > 0 ? 'requirements' : sameLock] : []),
    ...untakenLines(changes),
    ...changes.fields.map(({ name, from, to }) => `layer.json: ${name} ${show(from)} → ${show(to)}`),
    ...changes.locals.flatMap((one) => fileLines(one).map((line) => `${one.name}: ${line}`)),
    ...fileLines(changes.sources).map((line) => `own code: ${line}`),
    ...fileLines(changes.files).map((line) => `files: ${line}`),
    ...toolLines(changes),
  ].map((line) => `    ${line}`);

const sameLock = 'the requirements, with the same pins as before';

const untakenLines = ({ untaken }: InputChanges): readonly string[] =>
  untaken.length === 0 ? [] : [`${listed(untaken)}, in a part that this layer does not use`];

const pinLines = ({ lock }: InputChanges): readonly string[] => [
  ...lock.changed.map(({ name, from, to }) =>
    from === to ? `${name} ${to} from another file` : `${name} ${from} → ${to}`,
  ),
  ...lock.added.map(({ name, version }) => `+ ${name} ${version}`),
  ...lock.removed.map(({ name, version }) => `- ${name} ${version}`),
];

const fileLines = ({ changed, added, removed }: FileChanges): readonly string[] => [
  ...changed,
  ...added.map((path) => `+ ${path}`),
  ...removed.map((path) => `- ${path}`),
];

const toolLines = ({ imports, providers, tool, interpreter }: InputChanges): readonly string[] => [
  ...providers.map((name) => `the lock of ${name}`),
  ...(imports ? ['the list of imports'] : []),
  ...(tool ? [`layerkit ${show(tool.from)} → ${show(tool.to)}`] : []),
  ...(interpreter ? [`compiler: ${show(interpreter.from)} → ${show(interpreter.to)}`] : []),
];

const listed = (all: readonly string[]): string => {
  const rest = all.length - mostInShort;
  const shown = all.slice(0, mostInShort).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
};

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
