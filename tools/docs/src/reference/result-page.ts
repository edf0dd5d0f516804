import { describeType } from './describe-type.ts';
import { inMarkdown } from './in-markdown.ts';
import type { JsonSchema } from './json-schema.ts';
import { listFields } from './list-fields.ts';
import { table } from './table.ts';

/** The schema of a result file. */
export interface ResultSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** Returns the page of a result file: a table of its fields by path. */
export const resultPage = ({ name, schema }: ResultSchema): readonly string[] => [
  `# ${schema.title ?? `${name}.json`}`,
  '',
  inMarkdown(schema.description ?? '', '../../'),
  '',
  `Its JSON Schema: [${name}.schema.json](../../schemas/${name}.schema.json).`,
  '',
  ...table(
    ['field', 'type', 'meaning'],
    listFields(schema).map((field) => [
      `\`${field.path}\``,
      `${describeType(field.schema)}${field.as === undefined ? '' : ` as in \`${field.as}\``}${field.required && field.always ? '' : ', may be absent'}`,
      inMarkdown(field.schema.description ?? '', '../../'),
    ]),
  ),
];
