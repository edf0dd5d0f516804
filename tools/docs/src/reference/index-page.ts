import { inMarkdown } from './in-markdown.ts';
import type { Plugin, Runnable } from './options-page.ts';
import type { ResultSchema } from './result-page.ts';
import { table } from './table.ts';

/** The first page of the reference: what there is, with a line on each. */
export const indexPage = (
  plugins: readonly Plugin[],
  results: readonly ResultSchema[],
): readonly string[] => [
  '# Reference',
  '',
  'Made by `npm run docs` from the schemas that layerkit itself checks with; a test holds it to them.',
  '',
  '## Definitions',
  '',
  '- [layer.json](layer-json.md): what a layer is to be',
  '- [function.json](function-json.md): what a function is to be',
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
