import { readPlugin } from '../reference/read-plugin.ts';
import { optionsIn, type Command } from './commands.ts';
import { readOwnTargets } from './own-targets.ts';

const plugins = await Promise.all([readPlugin('layer', ''), readPlugin('lambda', '')]);
/** The executors and generators of the plugins. */
export const runnables = plugins.flatMap((plugin) => [
  ...plugin.executors.map(({ name, schema }) => ({ id: name, schema })),
  ...plugin.generators.map(({ name, schema }) => ({ id: `${plugin.name}:${name}`, schema })),
]);
const optionsOf = (id: string): readonly string[] | undefined => {
  const found = runnables.filter((runnable) => runnable.id === id);
  return found.length === 0 ? undefined : found.flatMap(({ schema }) => Object.keys(schema.properties ?? {}));
};
const ownTargets = await readOwnTargets();

const verbs = ['run', 'run-many', 'affected', 'g', 'generate'];

/** The options of Nx’s own commands run, run-many, affected and generate. */
const nxOptions =
  't target targets p projects all exclude parallel base head files uncommitted verbose skipNxCache outputStyle configuration c dryRun interactive excludeTaskDependencies';

/** Returns the faults of a call of nx, judged by the schemas. */
const faults = ({ words }: Command): readonly string[] => {
  const [, verb = '', what = ''] = words;
  const ids =
    verb === 'run-many' || verb === 'affected'
      ? targetsIn(words)
      : [verb === 'run' ? what.replace(/^.*:/, '') : what];
  if (!verbs.includes(verb) || ['', '…'].includes(what)) return [];
  return ids.flatMap((id) => {
    const options = optionsOf(id);
    if (options === undefined) return isOwnTarget(what, id) ? [] : [`there is no ${id}`];
    const known = new Set([...options, ...nxOptions.split(' ')]);
    return optionsIn(words)
      .filter((option) => !known.has(option))
      .map((option) => `${id} has no option ${option}`);
  });
};

/** Returns whether `benchmarks:run` is a target. For `run-many -t compile`, any project’s target will do. */
const isOwnTarget = (what: string, id: string): boolean =>
  what.includes(':') ? ownTargets.has(what) : [...ownTargets].some((target) => target.endsWith(`:${id}`));

/** Returns the Nx targets of `-t publish smoke` or `--targets=publish,smoke`. */
const targetsIn = (words: readonly string[]): readonly string[] => {
  const at = words.findIndex((word) => /^(?:-t|--targets?)(?:=|$)/.test(word));
  const [first = '', ...rest] = words.slice(at);
  const inline = first.includes('=') ? first.slice(first.indexOf('=') + 1) : undefined;
  if (inline !== undefined) return inline.split(',');
  const end = rest.findIndex((word) => word.startsWith('-'));
  return (end < 0 ? rest : rest.slice(0, end)).flatMap((word) => word.split(','));
};

/** Returns what is wrong with calls of nx, judged by the schemas of executors and generators. */
export const faultsIn = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap((command) => faults(command).map((fault) => `${command.page}: ${command.line}: ${fault}`));
