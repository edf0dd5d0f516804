import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { documentation, type DocumentationPage } from '@layerkit/failure';
import { readJson, type JsonSchema } from '../reference/json-schema.ts';
import { workspaceRoot } from '../reference/reference-files.ts';
import { optionsIn } from './commands.ts';
import { readHints, type Hint } from './hints.ts';
import { faultsIn, runnables } from './nx-faults.ts';

const libraries = fileURLToPath(new URL('libs/', workspaceRoot));
const files = (await readdir(libraries, { recursive: true })).filter((file) =>
  /^[\w-]+[/\\]src[/\\].*(?<!\.spec)\.ts$/.test(file),
);
const hints = (await Promise.all(files.map((file) => readHints(libraries + file)))).flat();

/** Returns a line for each part of a hint that names what does not exist. */
const faults = (all: readonly Hint[], faultsOf: (text: string) => readonly string[]): readonly string[] =>
  all.flatMap(({ page, text }) => faultsOf(text).map((fault) => `${page}: ${text}: ${fault}`));

const nxCall = /\bnx (?:run|g|generate) \S+?(?: [A-Z]+)?(?: --[\w-]+(?:=\S+)?)*(?=[.,;”"]?(?:\s|$))/g;

it('every call of nx in a hint names an existing executor or generator and only options that it has', () => {
  const calls = hints.flatMap(({ page, text }) =>
    [...text.matchAll(nxCall)].map(([line]) => ({ page, line, words: line.split(' ') })),
  );
  const own = calls.filter(({ line }) => !line.includes('@nx/'));
  expect(faultsIn(own)).toEqual([]);
  expect(calls.length).toBeGreaterThan(5);
});

/** Calls of other programs, whose options are their own. */
const otherCalls =
  /\(without [^)]*\)|\b(?:aws|pip|uv|pyenv|pipx|zip|chmod|poetry|pipenv|conda|git) [a-z-](?:[^.;,”]|\.(?=\S))*/g;

/** The options of local-aws, and of \`layerkit\`. */
const otherOptions = [
  'account',
  'environments',
  'format',
  'function',
  'help',
  'output',
  'port',
  'stack',
  'state',
  'target',
  'verbose',
];

it('every option in a hint is one of an executor, a generator or a command', () => {
  const known = new Set([
    ...runnables.flatMap(({ schema }) => Object.keys(schema.properties ?? {})),
    ...otherOptions,
    ...['directory', 'dryRun', 'skipNxCache'],
  ]);
  const unknown = (text: string) =>
    optionsIn(
      text
        .replace(otherCalls, '')
        .split(/[\s“”".,;:()]+/)
        .filter((word) => word.startsWith('--')),
    ).filter((option) => !known.has(option));
  expect(faults(hints, unknown)).toEqual([]);
  expect(faults([{ page: 'x', text: 'Set --reqirements.' }], unknown)).toHaveLength(1);
});

it('every field in a hint is in the schema of its file', async () => {
  const [layer, function_] = await Promise.all(
    ['layer/schemas/layer', 'lambda/schemas/function'].map((name) =>
      readJson<JsonSchema>(new URL(`libs/${name}.schema.json`, workspaceRoot)),
    ),
  );
  const schemas = { layer, function: function_ } as const;
  const unknown = (text: string) =>
    [...text.matchAll(/(?<!: )[“"]?\b([\w.]+)[”"]? (?:in|of|from|to) (layer|function)\.json/g)]
      .map(([, field = '', file]) => ({ field, schema: schemas[file === 'layer' ? 'layer' : 'function'] }))
      // “another file in layer.json” and “the function in function.json” name no field
      .filter(
        ({ field }) =>
          !/^(?:it|none|order|that|them|runtime|architecture|role|rules?|file|folder|…)$/.test(field),
      )
      .filter(({ field, schema }) => !hasField(schema, field.split('.')))
      .map(({ field }) => field);
  expect(faults(hints, unknown)).toEqual([]);
  expect(faults([{ page: 'x', text: 'Fix "prunes.exclude" in layer.json.' }], unknown)).toHaveLength(1);
});

const hasField = (schema: JsonSchema | undefined, [name = '', ...rest]: readonly string[]): boolean => {
  if (schema === undefined) return false;
  const field = schema.properties?.[name];
  if (field !== undefined) return rest.length === 0 || hasField(field, rest);
  return (schema.anyOf ?? []).some((one) => hasField(one, [name, ...rest]));
};

it('every page that the libraries refer to exists, by its address', async () => {
  const sources = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(libraries + file, 'utf8') })),
  );
  const pages = sources.flatMap(({ text }) =>
    [...text.matchAll(/\bdocumentation\('([\w/-]+)'/g)].map(([, page = '']) => page),
  );
  const addresses = [...new Set(pages)].map((page) => documentation(page as DocumentationPage));
  const missing = addresses.filter(
    (address) => !existsSync(new URL(address.slice(address.indexOf('/docs/') + 1), workspaceRoot)),
  );
  expect(missing).toEqual([]);
  expect(addresses.length).toBeGreaterThan(2);
});

it('no text of a library names a page of this repository, which the packages do not contain', async () => {
  const lines = await Promise.all(
    files.map(async (file) =>
      (await readFile(libraries + file, 'utf8')).split('\n').map((line) => ({ file, line: line.trim() })),
    ),
  );
  const named = lines
    .flat()
    .filter(({ line }) => !/^(?:\/\/|\/?\*)/.test(line) && /(?<!main\/)\bdocs\/[\w/-]+\.md/.test(line));
  expect(named).toEqual([]);
  expect(hints.length).toBeGreaterThan(150);
});
