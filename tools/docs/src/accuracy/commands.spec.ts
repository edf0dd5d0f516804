import { parseCommandLine } from '../../../../libs/layer/src/command/parse-command-line.ts';
import { readJson } from '../reference/json-schema.ts';
import { workspaceRoot } from '../reference/reference-files.ts';
import { commandsOf } from './commands.ts';
import { faultsIn } from './nx-faults.ts';
import { parsePage, readPages } from './pages.ts';

const pages = await readPages();

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
