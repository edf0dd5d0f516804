import { code, describeType } from './describe-type.ts';
import { inMarkdown } from './in-markdown.ts';
import type { JsonSchema } from './json-schema.ts';
import { table } from './table.ts';

/** An executor or a generator, with the schema of its options. */
export interface Runnable {
  readonly name: string;
  readonly schema: JsonSchema;
}

export interface Plugin {
  /** `@layerkit/layer` */
  readonly name: string;
  /** The name of a project, for examples. */
  readonly project: string;
  readonly executors: readonly Runnable[];
  readonly generators: readonly Runnable[];
}

/** Returns the page of a plugin: each executor and each generator with its options. */
export const pluginPage = (plugin: Plugin): readonly string[] => [
  `# ${plugin.name}`,
  '',
  'Pass options on the command line, or set them under `options` of the Nx target in `project.json`. You can also write `--dryRun` as `--dry-run`.',
  '',
  '## Executors',
  ...plugin.executors.flatMap((executor) =>
    section(executor, [
      `"executor": "${plugin.name}:${executor.name}"`,
      `nx run ${plugin.project}:${executor.name}`,
    ]),
  ),
  ...(plugin.generators.length === 0 ? [] : ['', '## Generators']),
  ...plugin.generators.flatMap((generator) => section(generator, [`nx g ${plugin.name}:${generator.name}`])),
];

const section = ({ name, schema }: Runnable, [use = '', run = use]: readonly string[]): readonly string[] => [
  '',
  `### ${name}`,
  '',
  inMarkdown(schema.description ?? ''),
  '',
  `\`${use}\`${run === use ? '' : `, \`${run}${exampleCall(schema)}\``}`,
  '',
  ...optionsTable(schema),
];

/** Returns the first option that has an example, as part of a call. */
const exampleCall = ({ properties = {} }: JsonSchema): string => {
  const [first] = Object.entries(properties).flatMap(([name, option]) => exampleOf(name, option));
  return first === undefined ? '' : ` ${first}`;
};

const optionsTable = (schema: JsonSchema): readonly string[] => {
  const options = Object.entries(schema.properties ?? {});
  if (options.length === 0) return ['It has no options.'];
  return table(
    ['option', 'type', 'default', 'meaning', 'example'],
    options.map(([name, option]) => [
      `\`--${name}\``,
      describeType(option),
      option.default === undefined ? needed(name, schema) : code(option.default),
      meaningOf(option),
      exampleOf(name, option)
        .map((example) => `\`${example}\``)
        .join(', '),
    ]),
  );
};

const needed = (name: string, { required = [] }: JsonSchema): string =>
  required.includes(name) ? 'required' : '';

const meaningOf = (option: JsonSchema): string =>
  [
    inMarkdown(option.description ?? ''),
    ...(option.$default?.$source === 'argv'
      ? [`Also accepted as argument ${(option.$default.index ?? 0) + 1}, without its name.`]
      : []),
    ...(option['x-prompt'] === undefined ? [] : ['On a terminal, Nx asks for it.']),
  ].join(' ');

const exampleOf = (name: string, option: JsonSchema): readonly string[] =>
  (option.examples ?? []).map((value) => {
    if (value === true) return `--${name}`;
    const text = Array.isArray(value) ? value.join() : String(value);
    return /^[\w./:@,=-]+$/.test(text) ? `--${name}=${text}` : `--${name}="${text}"`;
  });
