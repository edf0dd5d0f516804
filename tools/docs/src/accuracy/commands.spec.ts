import { parseCommandLine } from '../../../../libs/layer/src/command/parse-command-line.ts';
import { readJson } from '../reference/json-schema.ts';
import { readPlugin } from '../reference/read-plugin.ts';
import { workspaceRoot } from '../reference/reference-files.ts';
import { commandsOf, optionsIn, type Command } from './commands.ts';
import { readOwnTargets } from './own-targets.ts';
import { parsePage, readPages } from './pages.ts';

const pages = await readPages();
const plugins = await Promise.all([readPlugin('layer', ''), readPlugin('lambda', '')]);
const runnables = plugins.flatMap((plugin) => [
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
  const inline = /=(.*)$/.exec(first)?.[1];
  if (inline !== undefined) return inline.split(',');
  const end = rest.findIndex((word) => word.startsWith('-'));
  return (end < 0 ? rest : rest.slice(0, end)).flatMap((word) => word.split(','));
};

const faultsIn = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap((command) => faults(command).map((fault) => `${command.page}: ${command.line}: ${fault}`));

it('every call of nx names an existing executor or generator and only options that it has', () => {
  const commands = pages.flatMap((page) => commandsOf(page, ['nx']));
  expect(faultsIn(commands)).toEqual([]);
  expect(commands.length).toBeGreaterThan(50);
});

it('wrong calls are found in code blocks and in text', () => {
  const text =
    'Run `nx run a:biuld` and `nx run benchmarks:lock-all`:\n\n```sh\nNX_X=1 npx nx run a:lock --upgrad # no\nnx affected -t publish,smok \\\n  --dry-run\n```\n';
  expect(faultsIn(commandsOf(parsePage('x.md', text), ['nx']))).toEqual([
    'x.md: NX_X=1 npx nx run a:lock --upgrad: lock has no option upgrad',
    'x.md: nx affected -t publish,smok --dry-run: there is no smok',
    'x.md: nx run a:biuld: there is no biuld',
    'x.md: nx run benchmarks:lock-all: there is no lock-all',
  ]);
});

it('every call of layerkit is valid', () => {
  const commands = pages.flatMap((page) => commandsOf(page, ['layerkit']));
  for (const { words } of commands.filter((command) => command.words.length > 2))
    expect(() => parseCommandLine(words.slice(1))).not.toThrow();
  expect(commands.length).toBeGreaterThan(5);
});

it('every npm run names a script of this workspace', async () => {
  const { scripts } = await readJson<{ readonly scripts: object }>(new URL('package.json', workspaceRoot));
  const names = pages
    .flatMap((page) => commandsOf(page, ['npm']))
    .filter(({ words }) => words[1] === 'run')
    .map(({ words }) => words.slice(2).find((word) => !word.startsWith('-')));
  expect(names.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  expect(names.length).toBeGreaterThan(5);
});
