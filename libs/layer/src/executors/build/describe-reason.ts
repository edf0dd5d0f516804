import { formatCount } from '@layerkit/terminal';
import { type FileChanges, type InputChanges, isUnchanged, type RebuildReason } from '@layerkit/packaging';

/**
 * Why build had something to do, for a person: one line. Nothing at a first build, nor where no input has
 * changed: what is to be said of that is true of that run alone, and Nx shows it again whenever it takes the
 * layer from its cache.
 */
export const describeReason = (reason: RebuildReason | undefined): readonly string[] =>
  reason === undefined || isUnchanged(reason.changes)
    ? []
    : [`  was built anew because of ${inShort(reason.changes).join('; ')}`];

/** The same, with a line for each thing that has changed; where nothing has, what had the time before. */
export const explainReason = (reason: RebuildReason | undefined): readonly string[] => {
  if (reason === undefined) return ['  not known what was built here before: there is nothing to compare'];
  const { changes, earlier } = reason;
  if (!isUnchanged(changes)) return ['  was built anew because of', ...inFull(changes)];
  const same = `  built from the same inputs as before: ${elsewhere}`;
  return earlier === undefined ? [same] : [same, '  before that it changed because of', ...inFull(earlier)];
};

/** What no input shows: Nx counts every file of a project. */
const elsewhere =
  'a file of the project that is none of them, what layerkit itself consists of, an option of the target or nx.json is another, or the cache was skipped';

/** More would not fit on a line. */
const mostInShort = 3;

const inShort = (changes: InputChanges): readonly string[] => {
  const pins = pinLines(changes);
  const files = fileLines(changes.sources).length;
  return [
    ...(pins.length > 0 ? [`the lock (${listed(pins)})`] : []),
    ...(pins.length === 0 && changes.requirements ? [sameLock] : []),
    ...untakenLines(changes),
    ...(changes.fields.length > 0 ? [`layer.json (${listed(changes.fields.map(({ name }) => name))})`] : []),
    ...(files > 0 ? [`own sources (${formatCount(files, 'file')})`] : []),
    ...toolLines(changes),
  ];
};

const inFull = (changes: InputChanges): readonly string[] =>
  [
    ...pinLines(changes).map((line) => `lock: ${line}`),
    ...(changes.requirements ? [pinLines(changes).length > 0 ? 'requirements' : sameLock] : []),
    ...untakenLines(changes),
    ...changes.fields.map(({ name, from, to }) => `layer.json: ${name} ${show(from)} → ${show(to)}`),
    ...fileLines(changes.sources).map((line) => `own sources: ${line}`),
    ...toolLines(changes),
  ].map((line) => `    ${line}`);

const sameLock = 'the requirements, which pin the same as before';

const untakenLines = ({ untaken }: InputChanges): readonly string[] =>
  untaken.length === 0 ? [] : [`${listed(untaken)}, in what this layer does not take`];

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

const toolLines = ({ imports, tool, interpreter }: InputChanges): readonly string[] => [
  ...(imports ? ['the list of imports'] : []),
  ...(tool ? [`layerkit ${show(tool.from)} → ${show(tool.to)}`] : []),
  ...(interpreter ? [`what compiles: ${show(interpreter.from)} → ${show(interpreter.to)}`] : []),
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
