import { inMarkdown } from './in-markdown.ts';
import type { Plugin, Runnable } from './options-page.ts';
import type { ResultSchema } from './result-page.ts';
import { table } from './table.ts';

/** Returns the first page of the reference, with a line about each page. */
export const indexPage = (
  plugins: readonly Plugin[],
  results: readonly ResultSchema[],
): readonly string[] => [
  '# Reference',
  '',
  '`npm run docs` writes these pages from the schemas that layerkit validates with. A test checks that they are up to date.',
  '',
  '## Definitions',
  '',
  '- [layer.json](layer-json.md): the definition of a layer',
  '- [function.json](function-json.md): the definition of a function',
  ...plugins.flatMap((plugin) => ['', `## ${plugin.name}`, '', ...runnables(plugin)]),
  '',
  '## Results for machines',
  '',
  ...results.map(
    ({ name, schema }) =>
      `- [${schema.title ?? `${name}.json`}](results/${name}.md)${schema.description === undefined ? '' : `: ${inMarkdown(firstSentence(schema.description))}`}`,
  ),
];

const runnables = ({ name, executors, generators }: Plugin): readonly string[] => {
  const page = `${name.replace('@layerkit/', '')}.md`;
  const row =
    (kind: string) =>
    ({ name: what, schema }: Runnable): readonly string[] => [
      `[${what}](${page}#${what})`,
      kind,
      inMarkdown(firstSentence(schema.description ?? '')),
    ];
  return table(['', '', ''], [...executors.map(row('executor')), ...generators.map(row('generator'))]);
};

const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
