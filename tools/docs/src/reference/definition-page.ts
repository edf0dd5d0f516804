import { code, describeType } from './describe-type.ts';
import type { JsonSchema } from './json-schema.ts';
import { listFields, type Field } from './list-fields.ts';
import { table } from './table.ts';
import { inMarkdown } from './in-markdown.ts';

/**
 * Returns the page of a definition: a table of its fields, then a section for each with its meaning and
 * examples.
 */
export const definitionPage = (schema: JsonSchema): readonly string[] => {
  const fields = listFields(schema);
  return [
    `# ${schema.title ?? ''}`,
    '',
    inMarkdown(schema.description ?? ''),
    '',
    ...table(
      ['field', 'required', 'type', 'default'],
      fields
        .filter(({ path }) => !path.includes('.'))
        .map((field) => [
          `[\`${field.path}\`](#${anchorOf(field.path)})`,
          field.required ? 'yes' : '',
          describeType(field.schema),
          defaultOf(field),
        ]),
    ),
    ...fields.flatMap((field) => section(field, fields)),
  ];
};

const section = (field: Field, fields: readonly Field[]): readonly string[] => [
  '',
  `${'#'.repeat(2 + depthOf(field))} \`${field.path}\``,
  '',
  inMarkdown(field.schema.description ?? ''),
  '',
  `${sentence(describeType(field.schema))}. ${field.required ? 'Required.' : whenMissing(field)}`,
  ...examples(field, fields),
];

const depthOf = ({ path }: Field): number => Math.min(path.split('.').length - 1, 2);

const whenMissing = (field: Field): string =>
  field.schema.default === undefined ? 'Optional.' : `Default: ${defaultOf(field)}.`;

const defaultOf = ({ schema }: Field): string => (schema.default === undefined ? '' : code(schema.default));

/**
 * Returns the examples of a field as JSON in its place. If that is not valid alone, because its object needs
 * other fields, it returns only the values.
 */
const examples = ({ path, schema }: Field, fields: readonly Field[]): readonly string[] => {
  const values = schema.examples ?? [];
  if (values.length === 0) return [];
  const parent = parentOf(path);
  const lacks = fields.some(
    (other) => other.required && other.path !== path && parentOf(other.path) === parent,
  );
  if (path.includes('[]') || (parent !== '' && lacks))
    return ['', `For example ${values.map(code).join(', ')}.`];
  return values.flatMap((value) => ['', '```json', JSON.stringify(inPlace(path, value)), '```']);
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.') + 1);

const inPlace = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);

/** Returns the anchor that GitHub gives a heading. */
const anchorOf = (path: string): string => path.toLowerCase().replace(/[^\w-]/g, '');

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
